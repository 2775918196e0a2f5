import test from 'ava';
import fc from 'fast-check';
import { exceedsJsonLimit, jsonLimit } from '../../service/codec/exceeds-json-limit.ts';

const exceeds = (json: string): boolean => exceedsJsonLimit(Buffer.from(json));
const text = (characters: string): string => `{"text":"${characters}"}`;
const fourMebibytes = 4 * 1024 * 1024;

for (const [name, part] of Object.entries({
  'nested lists': '[',
  'nested objects': '{"a":',
  'empty strings': '"",',
  numbers: '1,',
})) {
  test(`limits ${name}`, (t) => {
    t.true(exceeds(part.repeat(jsonLimit + 1)));
    t.false(exceeds(part.repeat(jsonLimit)));
  });
}

for (const [name, part] of Object.entries({
  tags: '<b>',
  entities: '&amp;',
  'encoded characters': '%41',
  'escaped backslashes': '\\\\',
  'escaped line breaks': '\\n',
  'escaped markup': '\\u003c',
  'escaped line separators': '\\u2028',
  'line separators': '\u2028',
  'directional isolates': '\u2067',
  'C1 controls': '\u0085',
  'names of unsubscription': 'Unsubscribe ',
})) {
  test(`limits ${name} in a text`, (t) => {
    t.true(exceeds(text(part.repeat(jsonLimit + 1))));
    t.false(exceeds(text(part.repeat(jsonLimit - 1))));
  });
}

for (const [name, part] of Object.entries({
  'words and punctuation': 'We continue, as before [1]: {done} ',
  'another script': '日本語のステータス。',
  'escaped quotation marks': '\\"us\\" ',
  'an escaped script': '\\u65e5\\u672c',
  'accents and quotation marks': 'été “us” — ',
})) {
  test(`allows a text of 4 MiB with ${name}`, (t) => {
    t.false(exceeds(text(part.repeat(fourMebibytes / Buffer.byteLength(part)))));
  });
}

test('allows any JSON of fewer bytes than the limit', (t) => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (json) => {
      t.is(exceeds(json), false);
    }),
  );
});

for (const before of ['', '\\\\', '\\"', '\\\\\\"']) {
  test(`takes nothing within a string for a value: after ${JSON.stringify(before)}`, (t) => {
    t.false(exceeds(text(`${before}${',[{'.repeat(jsonLimit)}`)));
  });
}

test('counts the values of JSON within a string where they are going to be parsed', (t) => {
  const within = (values: number) => Buffer.from(text('[],'.repeat(values / 2)));
  t.true(exceedsJsonLimit(within(jsonLimit + 2), { countsInStrings: true }));
  t.false(exceedsJsonLimit(within(jsonLimit - 2), { countsInStrings: true }));
});
