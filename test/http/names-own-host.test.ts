import test from 'ava';
import { namesOwnHost } from '../../service/http/names-own-host.ts';

const isOwn = (host: string): boolean => namesOwnHost(['board.example.com'])({ headers: { host } });

test('takes an address, localhost and the names that are given', (t) => {
  for (const host of [
    'localhost',
    'LOCALHOST:8001',
    '127.0.0.1:8001',
    '[::1]:8001',
    '192.168.1.9',
    'board.example.com:443',
  ]) {
    t.true(isOwn(host), host);
  }
});

test('takes no other name, however it is written', (t) => {
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'x@evil.example',
    '',
    ' ',
    'evil.example#localhost',
  ]) {
    t.false(isOwn(host), host);
  }
});
