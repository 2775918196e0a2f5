import test from 'ava';
import { type CommandError, describeError, scenarioList, usage } from '../../../service/cli/send/usage.ts';
import { scenarios } from '../../../service/rehearsal/scenarios.ts';

const names = Object.keys(scenarios).join(', ');

test('lists each scenario on a line', (t) => {
  t.deepEqual(
    scenarioList.split('\n').map((line) => line.split(' ')[0]),
    Object.keys(scenarios),
  );
});

test('names each scenario and each option', (t) => {
  for (const word of [
    ...Object.keys(scenarios),
    '--url',
    '--token',
    '--secret',
    '--pace',
    '--page',
    '--provider',
    '--count',
    '--list',
    '--help',
  ]) {
    t.true(usage.includes(`  ${word}`) || usage.includes(`, ${word}`), word);
  }
});

const describes = test.macro<[error: CommandError, line: string]>({
  exec: (t, error, line) => {
    t.is(describeError(error), line);
  },
  title: (_, { _tag }) => `says what was expected: ${_tag}`,
});

test(describes, { _tag: 'InvalidOption', reason: "Unknown option '--speed'" }, "Unknown option '--speed'");
test(
  describes,
  { _tag: 'MissingSource' },
  `nothing to send: name a scenario (${names}), a file or directory, or - for standard input`,
);
test(
  describes,
  { _tag: 'InvalidUrl' },
  'invalid --url: expected an absolute http or https URL without a user name or password',
);
test(
  describes,
  { _tag: 'LostOptions', names: ['url', 'pace'] },
  'npm kept --url, --pace for itself: put -- before what you send and its options, as in "npm run send -- incident --pace 0"',
);
test(
  describes,
  { _tag: 'UrlWithoutPath', expected: 'https://a.example/webhook/statuspage' },
  'invalid --url: it has no path, expected https://a.example/webhook/statuspage',
);
test(
  describes,
  { _tag: 'UrlWithToken', expected: 'https://a.example/webhook/statuspage' },
  "invalid --url: it ends in a token, beside the one of --token or STATUSPAGE_WEBHOOK_TOKEN; expected https://a.example/webhook/statuspage, or --token '' to use the URL as it is",
);
test(describes, { _tag: 'InvalidPort' }, 'invalid PORT: expected a number from 0 to 65535, or pass --url');
test(describes, { _tag: 'InvalidPage' }, 'invalid --page: expected lower-case letters and digits');
test(
  describes,
  { _tag: 'UnknownProvider' },
  "unknown --provider: expected one of GitHub, Claude, Cloudflare, Atlassian, Discord, Dropbox, SendGrid, Datadog, or pass --page with the page's id",
);
test(describes, { _tag: 'PageAndProvider' }, 'expected --page or --provider, not both');
test(describes, { _tag: 'InvalidCount', max: 60 }, 'invalid --count: expected a number from 1 to 60');
test(
  describes,
  { _tag: 'NothingInDirectory', source: 'recorded' },
  'nothing to send in recorded: expected .json, .jsonl or .ndjson files',
);
test(describes, { _tag: 'InvalidPace', maxInSeconds: 60 }, 'invalid --pace: expected a number of seconds from 0 to 60');
test(
  describes,
  { _tag: 'UnreadableSource', source: 'x.json', reason: 'ENOENT' },
  `cannot read x.json: ENOENT (scenarios: ${names})`,
);
