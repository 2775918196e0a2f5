import { fileURLToPath } from 'node:url';
import test from 'ava';
import { announceToOutgoingWebhook } from '../../service/outgoing-webhook/announce-to-outgoing-webhook.ts';
import { codeBlocks, read } from '../docs/documents.ts';
import { announceEverything } from '../helpers/announce-everything.ts';
import { outcomesOf } from '../helpers/fake-target.ts';
import { component, incident } from '../helpers/rehearsed-events.ts';
import { startProgram } from '../helpers/start-program.ts';

const secretOf = (letter: string): string => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;

test('of a receiver in docs/targets.md takes what we signed, and nothing else', async (t) => {
  const [code = ''] = codeBlocks({ name: 'docs/targets.md', text: read('docs/targets.md') }, 'js');
  t.true(code.split('\n').length <= 20);
  const receiver = startProgram(t, ['--input-type=module', '-e', code], {
    env: { WEBHOOK_SECRET: secretOf('a') },
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
  });
  const url = await receiver.origin();
  const signedWith = (...secrets: readonly [string, ...string[]]) =>
    announceToOutgoingWebhook({ now: () => new Date(), onlyPublic: false })(announceEverything, { url, secrets });
  t.deepEqual(await outcomesOf(signedWith(secretOf('b'), secretOf('a')), [incident, component]), [
    'Announced',
    'Announced',
  ]);
  t.deepEqual(await outcomesOf(signedWith(secretOf('b')), [incident]), ['Refused']);
  t.true(receiver.stdout().includes('dev.statuswatch.incident.created.v1 GitHub Delays in Actions\n'));
  t.true(receiver.stdout().includes('dev.statuswatch.component.changed.v1 GitHub Actions\n'));
  t.is(receiver.stderr(), '');
});
