import test from 'ava';
import { scenarios } from '../../../service/cli/send/scenarios.ts';
import { describeMistake, type Mistake, scenarioList, usage } from '../../../service/cli/send/usage.ts';

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
    '--list',
    '--help',
  ]) {
    t.true(usage.includes(`  ${word}`) || usage.includes(`, ${word}`), word);
  }
});

const tells = test.macro<[mistake: Mistake, sentence: string]>({
  exec: (t, mistake, sentence) => {
    t.is(describeMistake(mistake), sentence);
  },
  title: (_, { _tag }) => `tells what is right instead: ${_tag}`,
});

test(tells, { _tag: 'NotAnOption', explanation: "Unknown option '--speed'" }, "Unknown option '--speed'");
test(tells, { _tag: 'NothingToSend' }, `Name what to send: a scenario (${names}), a file, or - for standard input.`);
test(tells, { _tag: 'MoreThanOneToSend', count: 3 }, 'Name one thing to send, not 3.');
test(tells, { _tag: 'InvalidUrl' }, '--url must be a whole http or https URL without a user name or password.');
test(tells, { _tag: 'InvalidPort' }, 'PORT must be a number from 0 to 65535; --url names a receiver without it.');
test(tells, { _tag: 'InvalidPage' }, '--page must be letters a–z and digits, as Statuspage writes a page id.');
test(tells, { _tag: 'InvalidPace', longestInSeconds: 60 }, '--pace must be a number of seconds from 0 to 60.');
test(
  tells,
  { _tag: 'UnreadableSource', source: 'x.json', reason: 'ENOENT' },
  `x.json is neither a scenario (${names}) nor a file that can be read: ENOENT.`,
);
