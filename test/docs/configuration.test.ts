import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { readSettings } from '../../infra/settings/read-settings.ts';
import { secretKeys, settingKeys, StackConfig } from '../../infra/settings/stack-config.ts';
import { wellKnownPages } from '../../service/domain/provider.ts';
import { readConfig as readAnnouncerConfig } from '../../service/programs/announcer/config.ts';
import { readConfig as readPollerConfig } from '../../service/programs/poller/config.ts';
import { readConfig as readReceiverConfig } from '../../service/programs/receiver/config.ts';
import { settingNames } from '../../service/runtime/setting-names.ts';
import { defaultConfig } from '../infra/project-config.ts';
import { codeIn, codeSpans, documents, rowsIn, section } from './documents.ts';

const programRows = rowsIn(section('docs/configuration.md', 'Programs'));
const stackRows = rowsIn(section('docs/configuration.md', 'Stack'));
const namesIn = (rows: typeof programRows) => rows.flatMap(([name]) => codeSpans(name));

test('describes every setting of the programs, and no other', (t) => {
  t.deepEqual([...namesIn(programRows)].sort(), [...settingNames].sort());
});

test('a default that it names changes nothing when it is set', (t) => {
  const defaults = Object.fromEntries(
    programRows.flatMap(([name = '', value = '']) =>
      /^`[^`]+`$/.test(value) ? [[codeSpans(name).join(''), codeSpans(value).join('')]] : [],
    ),
  );
  t.deepEqual(Object.keys(defaults).sort(), [
    'ANNOUNCE_MAINTENANCE',
    'ANNOUNCE_MIN_IMPACT',
    'BOARD_HOST',
    'BOARD_PORT',
    'HISTORY_API_URL',
    'LOG_CLIENT_ADDRESS',
    'LOG_LEVEL',
    'PAGERDUTY_URL',
    'POLL_MINUTES',
    'PORT',
    'SLACK_API_URL',
  ]);
  const needed = { SLACK_BOT_TOKEN: 'xoxb-a-bot-token', SLACK_CHANNEL: 'C0123456789' };
  t.true(E.isRight(readReceiverConfig(needed)) && E.isRight(readAnnouncerConfig(needed)));
  t.deepEqual(readReceiverConfig({ ...needed, ...defaults }), readReceiverConfig(needed));
  t.deepEqual(readAnnouncerConfig({ ...needed, ...defaults }), readAnnouncerConfig(needed));
  const polling = {
    POLL_PAGES: 'https://status.example.com',
    HISTORY_LOG_VIEW: 'projects/p/locations/l/buckets/b/views/v',
  };
  t.true(E.isRight(readPollerConfig(polling)));
  t.deepEqual(readPollerConfig({ ...polling, ...defaults }), readPollerConfig(polling));
});

test('describes every setting of the stack, and no other', (t) => {
  t.deepEqual([...namesIn(stackRows)].sort(), [...settingKeys].sort());
});

test('a default of the stack that it names changes nothing when it is set', (t) => {
  const named = Object.fromEntries(
    stackRows.map(([key, value]) => [codeSpans(key).join(''), codeSpans(value).join('')]).filter(([, value]) => value),
  ) as Readonly<Record<string, string>>;
  t.true(Object.keys(named).length > 5);
  t.true(E.isRight(readSettings(defaultConfig, '[]')));
  t.deepEqual(readSettings({ ...defaultConfig, ...named }, '[]'), readSettings(defaultConfig, '[]'));
});

test('names every default of the stack', (t) => {
  const withDefault = Object.keys(defaultConfig).filter((key) => key !== 'gcp:project' && defaultConfig[key] !== '');
  const named = stackRows.filter(([, value]) => codeSpans(value).length > 0).flatMap(([key]) => codeSpans(key));
  t.deepEqual(
    withDefault.filter((key) => !named.includes(key)),
    [],
  );
});

test('names the bounds of every number, and which settings are secret', (t) => {
  for (const [name, , meaning = ''] of stackRows) {
    const key = codeSpans(name).join('');
    const expected = Object.entries(StackConfig.type.props).find(([found]) => found === key)?.[1].name ?? '';
    const [bounds] = /\d+ to \d+$/.exec(expected.startsWith('a whole number') ? expected : '') ?? [];
    t.true(bounds === undefined || meaning.includes(bounds), `${key}: ${bounds}`);
    t.is(meaning.startsWith('secret: '), secretKeys.includes(key), key);
  }
});

test('lists the pages with a built-in name', (t) => {
  const rows = rowsIn(section('docs/configuration.md', 'Names of pages'));
  t.deepEqual(new Map(rows.map(([id = '', name = '']) => [codeSpans(id).join(''), name])), wellKnownPages);
});

for (const document of documents) {
  test(`${document.name} names only settings that exist`, (t) => {
    const code = codeIn(document).join('\n');
    const named = [
      ...code.matchAll(
        /\b(?:STATUSPAGE|SLACK|TEAMS|PAGERDUTY|GOOGLE_CHAT|OUTGOING|ANNOUNCE|LOG|POLL|HISTORY|BOARD)_[A-Z_]+\b/g,
      ),
      ...code.matchAll(/\b(?:statuswatch|gcp):[a-z]\w*\b(?!:)/gi),
    ].map(([name]) => name);
    t.deepEqual(
      [...new Set(named)].filter((name) => ![...settingNames, ...settingKeys].includes(name)),
      [],
    );
  });
}
