import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Verification } from '../../statuspage/verification.ts';
import { targetNames } from '../../targets/target-names.ts';
import type { Config } from './config.ts';

/** A sentence without its full stop. */
export const describeVerification = ({ _tag }: Verification): string => {
  switch (_tag) {
    case 'Unverified':
      return 'Deliveries are not verified';
    case 'ByToken':
      return 'Deliveries are verified by the token in their URL';
    case 'BySignature':
      return 'Deliveries are verified by their signature';
    case 'BySignatureOrToken':
      return 'Deliveries are verified by their signature or the token in their URL';
  }
};

const webhookPath = ({ _tag }: Verification): string =>
  _tag === 'ByToken' || _tag === 'BySignatureOrToken' ? '/webhook/statuspage/<token>' : '/webhook/statuspage';

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const describePolling = (polling: Config['polling']): string =>
  O.isNone(polling)
    ? ''
    : `. Polls ${count(polling.value.addresses.length, 'page')} every ${count(polling.value.minutes, 'minute')}`;

const describeTargets = (targets: Config['targets']): string =>
  targets.length === 0 ? 'nobody' : targets.map(({ _tag }) => targetNames[_tag]).join(', ');

const describeBoard = (url: O.Option<string>): string => (O.isNone(url) ? '' : `Board: ${url.value}. `);

/**
 * Where status pages post to, whether that is verified and, outside Cloud Run, where the board and the documentation are,
 * where events are announced and what is polled.
 */
export const describeReceiver =
  (
    {
      isOnCloudRun,
      verification,
      targets,
      polling,
    }: Pick<Config, 'isOnCloudRun' | 'verification' | 'targets' | 'polling'>,
    boardUrl: IO<O.Option<string>>,
  ) =>
  (port: number): string => {
    const webhook = webhookPath(verification);
    const verified = describeVerification(verification);
    if (isOnCloudRun) return `Webhook: ${webhook}. ${verified}`;
    const origin = `http://localhost:${port}`;
    return `${describeBoard(boardUrl())}Documentation: ${origin}/docs. Webhook: ${origin}${webhook}. ${verified}. Announces to ${describeTargets(targets)}${describePolling(polling)}`;
  };
