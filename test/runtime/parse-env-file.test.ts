import test from 'ava';
import { parseEnvFile } from '../../service/runtime/parse-env-file.ts';

const token = 'a-token-that-is-long-enough';
const line = `STATUSPAGE_WEBHOOK_TOKEN=${token}\n`;

const reads = test.macro<[what: string, file: string | Uint8Array]>({
  exec: (t, _, file) => {
    t.deepEqual(
      { ...parseEnvFile(Buffer.from(file)) },
      { settings: { STATUSPAGE_WEBHOOK_TOKEN: token }, mistakes: [] },
    );
  },
  title: (_, what) => `reads ${what}`,
});

test(reads, 'a setting', line);
test(reads, 'a file that begins with a byte-order mark', `\uFEFF${line}`);
test(reads, 'line breaks of Windows', line.replace('\n', '\r\n'));
test(reads, 'line breaks of an old Mac', `# one\r${line.replace('\n', '\r')}`);
test(reads, 'a value in quotes, with a comment', `STATUSPAGE_WEBHOOK_TOKEN="${token}" # of the page\n`);
test(reads, 'an exported setting with blanks around it', `  export STATUSPAGE_WEBHOOK_TOKEN = ${token} # of the page`);
test(reads, 'comments and blank lines', `# one = "\n\n  # two\n${line}   \n`);

test('reads nothing from an empty file', (t) => {
  t.deepEqual({ ...parseEnvFile(Buffer.alloc(0)) }, { settings: {}, mistakes: [] });
});

const finds = test.macro<[what: string, file: string | Uint8Array, mistakes: ReadonlyArray<string>]>({
  exec: (t, _, file, mistakes) => {
    t.deepEqual(parseEnvFile(Buffer.from(file)).mistakes, mistakes);
  },
  title: (_, what) => `finds ${what}`,
});

test(finds, 'UTF-16', Buffer.from(`\uFEFF${line}`, 'utf16le'), ['.env: expected UTF-8, not UTF-16: save it as UTF-8']);
test(finds, 'UTF-16 without a byte-order mark', Buffer.from(line, 'utf16le'), [
  '.env: expected UTF-8, not UTF-16: save it as UTF-8',
]);
test(finds, 'other bytes than UTF-8', Buffer.from([0x41, 0x3d, 0xff]), ['.env: expected UTF-8']);
test(finds, 'lines that set nothing, by number', `hidden words\n${line}\n{"hidden":1}\r\nHIDDEN: 1\n=hidden\n`, [
  '.env, line 1: expected NAME=value',
  '.env, line 4: expected NAME=value',
  '.env, line 5: expected NAME=value',
  '.env, line 6: expected NAME=value',
]);
test(
  finds,
  'a quote that is not closed, which would swallow the next settings',
  `SLACK_CHANNEL="C0123456789\n${line}PORT="1"\n`,
  ['.env, line 1: expected NAME=value'],
);
test(
  finds,
  'a misspelt name, by the nearest',
  'STATUSPAGE_TOKEN=hidden\nSLACK_TOKEN=x\nLOG_LEVLE=info\nANNOUNCE_IMPACT=x\n',
  [
    '.env, ANNOUNCE_IMPACT: unknown setting, did you mean ANNOUNCE_MIN_IMPACT?',
    '.env, LOG_LEVLE: unknown setting, did you mean LOG_LEVEL?',
    '.env, SLACK_TOKEN: unknown setting, did you mean SLACK_BOT_TOKEN?',
    '.env, STATUSPAGE_TOKEN: unknown setting, did you mean STATUSPAGE_WEBHOOK_TOKEN?',
  ],
);
test(finds, 'nothing wrong with settings of others', 'GOOGLE_APPLICATION_CREDENTIALS=a.json\nPATH=/bin\nports=1\n', []);
