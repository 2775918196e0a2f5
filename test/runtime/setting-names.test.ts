import { readdir, readFile } from 'node:fs/promises';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { Settings as announcer } from '../../service/programs/announcer/config.ts';
import { Settings as board } from '../../service/programs/board/config.ts';
import { Settings as poller } from '../../service/programs/poller/config.ts';
import { Settings as receiver } from '../../service/programs/receiver/config.ts';
import { parseEnvFile } from '../../service/runtime/parse-env-file.ts';
import { settingNames } from '../../service/runtime/setting-names.ts';

const programs = { announcer, board, poller, receiver };
const repository = new URL('../../', import.meta.url);

// Cloud Run sets the others.
const isSetByUsers = (name: string): boolean => !name.startsWith('K_');

const uncommentedExample = async () => {
  const text = await readFile(new URL('.env.example', repository), 'utf8');
  return parseEnvFile(Buffer.from(text.replaceAll(/^# (?=[A-Z_]+=)/gm, '')));
};

test('are those that the programs decode', async (t) => {
  t.deepEqual(Object.keys(programs).sort(), await readdir(new URL('service/programs/', repository)));
  const decoded = Object.values(programs).flatMap(({ type }) => Object.keys(type.props));
  t.deepEqual([...new Set(decoded)].filter(isSetByUsers).sort(), settingNames.toSorted());
});

test('are those of .env.example, which can be uncommented as it is', async (t) => {
  const { settings, mistakes } = await uncommentedExample();
  t.deepEqual(mistakes, []);
  t.deepEqual(Object.keys(settings).sort(), settingNames.toSorted());
  const filled = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
  for (const [name, Settings] of Object.entries(programs)) {
    const result: E.Either<unknown, unknown> = Settings.decode(filled);
    t.true(E.isRight(result), name);
  }
});
