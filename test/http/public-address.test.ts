import test from 'ava';
import { isPublicAddress, publicLookup } from '../../service/http/public-address.ts';

for (const address of [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
  ...['64:ff9b::a00:1', '2002:a00:1::', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'ff02::1', 'localhost', ''],
  ...['::ffff:0:127.0.0.1', '3fff::1', '5f00::1'],
]) {
  test(`is not so for "${address}"`, (t) => {
    t.false(isPublicAddress(address));
  });
}

for (const address of ['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1']) {
  test(`is so for "${address}"`, (t) => {
    t.true(isPublicAddress(address));
  });
}

// One that is too long is refused before any server is asked.
test('says that a name cannot be resolved', async (t) => {
  const name = `${'a'.repeat(300)}.example`;
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    publicLookup(name, {}, (error) => {
      resolve(error);
    });
  });
  t.is(failure?.syscall, 'getaddrinfo');
});

test('does not resolve a name to an address of this machine', async (t) => {
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    publicLookup('localhost', {}, (error) => {
      resolve(error);
    });
  });
  t.is(failure?.code, 'ENOTPUBLIC');
});
