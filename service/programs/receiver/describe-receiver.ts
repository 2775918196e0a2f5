import * as O from 'fp-ts/lib/Option.js';
import type { Verification } from '../../statuspage/verification.ts';
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

/** Where status pages post to, whether that is verified and, outside Cloud Run, where the documentation is and whether Slack is on. */
export const describeReceiver =
  ({ isOnCloudRun, verification, slack }: Pick<Config, 'isOnCloudRun' | 'verification' | 'slack'>) =>
  (port: number): string => {
    const webhook = webhookPath(verification);
    const verified = describeVerification(verification);
    if (isOnCloudRun) return `Webhook: ${webhook}. ${verified}`;
    const origin = `http://localhost:${port}`;
    return `Documentation: ${origin}/docs. Webhook: ${origin}${webhook}. ${verified}. Slack is ${O.isSome(slack) ? 'on' : 'off'}`;
  };
