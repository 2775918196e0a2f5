import test from 'ava';
import { providerOf, wellKnownPages } from '../../service/domain/provider.ts';

for (const [id, name] of [
  ['kctbh9vrtdwd', 'GitHub'],
  ['tymt9n04zgry', 'Claude'],
  ['yh6f0r4529hb', 'Cloudflare'],
  ['0f54fx204jpt', 'Atlassian'],
  ['srhpyqt94yxb', 'Discord'],
  ['t34htyd6jblf', 'Dropbox'],
  ['3tgl2vf85cht', 'SendGrid'],
  ['1k6wzpspjf99', 'Datadog'],
] as const) {
  test(`knows the page of ${name}`, (t) => {
    t.is(
      providerOf(wellKnownPages)(id, () => 'status.example.com'),
      name,
    );
  });
}

test('takes the name that is given to a page', (t) => {
  const pages = new Map([...wellKnownPages, ['kctbh9vrtdwd', 'Our GitHub'] as const]);
  t.is(
    providerOf(pages)('kctbh9vrtdwd', () => undefined),
    'Our GitHub',
  );
});

test('takes the host where the page has no name, and says that it is unknown where there is none', (t) => {
  t.is(
    providerOf(wellKnownPages)('another', () => 'status.example.com'),
    'status.example.com',
  );
  t.is(
    providerOf(wellKnownPages)(undefined, () => 'status.example.com'),
    'status.example.com',
  );
  t.is(
    providerOf(wellKnownPages)('another', () => undefined),
    'unknown',
  );
  t.is(
    providerOf(wellKnownPages)(undefined, () => undefined),
    'unknown',
  );
});
