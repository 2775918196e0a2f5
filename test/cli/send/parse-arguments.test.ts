import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Command, parseArguments, type UsageError } from '../../../service/cli/send/parse-arguments.ts';

type Environment = Readonly<Record<string, string>>;

const sendIncident = {
  _tag: 'Send',
  sources: ['incident'],
  url: 'http://localhost:8000/webhook/statuspage',
  token: O.none,
  secret: O.none,
  pageId: 'q7x2m9k4hw3t',
  paceInMilliseconds: 1_000,
  burstSize: 20,
} as const;

// A URL is compared as text: ava finds any two URLs equal.
const withUrlAsText = (command: Command) => {
  if (command._tag !== 'Send') return command;
  const { target, ...rest } = command;
  return { ...rest, ...target, url: target.url.href };
};

const understands = test.macro<[argv: string, environment: Environment, difference: object]>({
  exec: (t, argv, environment, difference) => {
    t.deepEqual(
      pipe(
        argv.split(' ').map((argument) => argument.replace(/''$/, '')),
        parseArguments(environment),
        E.map(withUrlAsText),
      ),
      E.right({ ...sendIncident, ...difference }),
    );
  },
  title: (_, argv, environment) => `understands ${argv} with ${JSON.stringify(environment)}`,
});

test(understands, 'incident', {}, {});
test(understands, 'a/file.json', {}, { sources: ['a/file.json'] });
test(understands, '-', {}, { sources: ['-'] });
test(understands, 'incident a/file.json -', {}, { sources: ['incident', 'a/file.json', '-'] });
test(understands, '--pace 0 incident', {}, { paceInMilliseconds: 0 });
test(understands, 'incident --pace 2.5', {}, { paceInMilliseconds: 2_500 });
test(understands, 'incident --pace 3600', {}, { paceInMilliseconds: 3_600_000 });
test(understands, 'incident --page kctbh9vrtdwd', {}, { pageId: 'kctbh9vrtdwd' });
test(understands, 'incident --provider GitHub', {}, { pageId: 'kctbh9vrtdwd' });
test(understands, 'incident --provider sendgrid', {}, { pageId: '3tgl2vf85cht' });
test(understands, 'incident --count 1000', {}, { burstSize: 1_000 });
test(understands, 'incident', { PORT: '8080' }, { url: 'http://localhost:8080/webhook/statuspage' });
test(understands, 'incident', { PORT: '' }, {});
test(understands, 'incident --url https://status.example.com/a', {}, { url: 'https://status.example.com/a' });
test(
  understands,
  `incident --url https://a.example/webhook/statuspage/mine --token ''`,
  { STATUSPAGE_WEBHOOK_TOKEN: 'a' },
  {
    url: 'https://a.example/webhook/statuspage/mine',
  },
);
test(understands, 'incident --url http://localhost:1234/a', { PORT: 'none' }, { url: 'http://localhost:1234/a' });
test(understands, 'incident', { STATUSPAGE_WEBHOOK_TOKEN: 'first,second' }, { token: O.some('first') });
test(understands, 'incident', { STATUSPAGE_WEBHOOK_TOKEN: 'page:first,second' }, { token: O.some('first') });
test(understands, 'incident', { STATUSPAGE_WEBHOOK_TOKEN: ' , next one ,x' }, { token: O.some('next one') });
test(understands, 'incident', { STATUSPAGE_WEBHOOK_TOKEN: ' , ' }, {});
test(understands, 'incident --token mine', { STATUSPAGE_WEBHOOK_TOKEN: 'first' }, { token: O.some('mine') });
test(understands, "incident --token=''", { STATUSPAGE_WEBHOOK_TOKEN: 'first' }, { token: O.none });
test(understands, "incident --token ''", { STATUSPAGE_WEBHOOK_TOKEN: 'first' }, { token: O.none });
test(understands, 'incident', { STATUSPAGE_WEBHOOK_SECRET: ',first,second' }, { secret: O.some('first') });
test(understands, 'incident --secret mine', { STATUSPAGE_WEBHOOK_SECRET: 'first' }, { secret: O.some('mine') });
test(understands, "incident --secret ''", { STATUSPAGE_WEBHOOK_SECRET: 'first' }, { secret: O.none });

for (const [argv, _tag] of [
  ['--help', 'Help'],
  ['-h', 'Help'],
  ['incident --help --pace never', 'Help'],
  ['--list', 'List'],
  ['incident --list', 'List'],
] as const) {
  test(`takes ${argv} as ${_tag}`, (t) => {
    t.deepEqual(parseArguments({ PORT: 'none' })(argv.split(' ')), E.right({ _tag }));
  });
}

const refuses = test.macro<[argv: ReadonlyArray<string>, environment: Environment, errors: ReadonlyArray<UsageError>]>({
  exec: (t, argv, environment, errors) => {
    t.deepEqual(parseArguments(environment)(argv), E.left(errors) as never);
  },
  title: (_, argv, environment) => `refuses ${JSON.stringify(argv)} with ${JSON.stringify(environment)}`,
});

const invalidPace: UsageError = { _tag: 'InvalidPace', maxInSeconds: 3_600 };

test(refuses, [], {}, [{ _tag: 'MissingSource' }]);
test(refuses, [''], {}, [{ _tag: 'MissingSource' }]);
test(refuses, ['incident', ''], {}, [{ _tag: 'MissingSource' }]);
for (const url of [
  '',
  'localhost:8000',
  '/webhook',
  'ftp://localhost/',
  'http://user:password@localhost/',
  'http://u@h/',
]) {
  test(refuses, ['incident', '--url', url], {}, [{ _tag: 'InvalidUrl' }]);
}
for (const PORT of ['none', '65536', '-1', '80/a', '80@elsewhere']) {
  test(refuses, ['incident'], { PORT }, [{ _tag: 'InvalidPort' }]);
}
for (const pace of ['', ' ', 'fast', '=-1', '1s', '1e3', 'Infinity', '3600.1', '.']) {
  test(refuses, ['incident', `--pace=${pace}`], {}, [invalidPace]);
}
for (const page of ['', 'a page', 'A1']) {
  test(refuses, ['incident', '--page', page], {}, [{ _tag: 'InvalidPage' }]);
}
const expected = 'https://a.example/webhook/statuspage';
for (const url of ['https://a.example', 'https://a.example/?a=b']) {
  test(refuses, ['incident', '--url', url], {}, [{ _tag: 'UrlWithoutPath', expected }]);
}
for (const url of [`${expected}/of-the-url`, `${expected}/of-the-url/`]) {
  test(refuses, ['incident', '--url', url], { STATUSPAGE_WEBHOOK_TOKEN: 'one,two' }, [
    { _tag: 'UrlWithToken', expected },
  ]);
  test(refuses, ['incident', '--url', url, '--token', 'one'], {}, [{ _tag: 'UrlWithToken', expected }]);
}
for (const argv of [['component'], ['component', '--list'], ['component', '0', '--help']]) {
  test(refuses, argv, { npm_config_url: 'hidden', npm_config_list: 'true', npm_config_cache: '/' }, [
    { _tag: 'LostOptions', names: ['url', 'list'] },
  ]);
}
for (const provider of ['', 'Hub']) {
  test(refuses, ['incident', '--provider', provider], {}, [{ _tag: 'UnknownProvider' }]);
}
test(refuses, ['incident', '--provider', 'GitHub', '--page', 'kctbh9vrtdwd'], {}, [{ _tag: 'PageAndProvider' }]);
for (const count of ['', '0', '1001', '1e2', '2.5', 'all']) {
  test(refuses, ['burst', '--count', count], {}, [{ _tag: 'InvalidCount', max: 1_000 }]);
}
test(refuses, ['--url', 'here', '--page', '', '--pace', 'fast'], {}, [
  { _tag: 'MissingSource' },
  { _tag: 'InvalidUrl' },
  invalidPace,
  { _tag: 'InvalidPage' },
]);

const explains = test.macro<[argv: ReadonlyArray<string>, reason: RegExp]>({
  exec: (t, argv, reason) => {
    const parsed = parseArguments({})(argv);
    t.like(parsed, { left: [{ _tag: 'InvalidOption' }] });
    t.regex(JSON.stringify(parsed), reason);
  },
  title: (_, argv) => `explains what is wrong with ${argv.join(' ')}`,
});

test(explains, ['incident', '--speed', '1'], /Unknown option '--speed'/);
test(explains, ['incident', '-x'], /Unknown option '-x'/);
test(explains, ['incident', '--token'], /'--token <value>' argument missing/);
test(explains, ['incident', '--list=yes'], /'-*list' does not take an argument/);
test(explains, ['incident', '--token', '--list'], /'--token' argument is ambiguous/);

test('never puts the value of an argument into an error', (t) => {
  const value = 'value-of-an-argument';
  const argument = fc.constantFrom(
    value,
    `-${value}`,
    ...[
      '--url',
      '--token',
      '--secret',
      '--page',
      '--provider',
      '--count',
      '--pace',
      '--list',
      '--help',
      '--tokn',
    ].flatMap((option) => [option, `${option}=${value}`, `${option}=http://${value}@${value}/${value}`]),
  );
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 5 }), (argv) => {
        const parsed = parseArguments({ PORT: value, STATUSPAGE_WEBHOOK_TOKEN: value })(argv);
        return E.isRight(parsed) || !JSON.stringify(parsed.left).includes(value);
      }),
      { numRuns: 1_000 },
    );
  });
});
