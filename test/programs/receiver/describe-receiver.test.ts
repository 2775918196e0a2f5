import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import type { Config } from '../../../service/programs/receiver/config.ts';
import { describeReceiver } from '../../../service/programs/receiver/describe-receiver.ts';

type Described = Pick<Config, 'isOnCloudRun' | 'verification' | 'slack' | 'polling'>;

const tokens = [{ value: 'hidden-token', pageId: O.none }] as const;
const secrets = ['hidden-secret'] as const;
const slack: Described['slack'] = O.some({ _tag: 'Webhook', url: 'https://hooks.slack.com/hidden' });
const polling: Described['polling'] = O.some({
  addresses: [{ origin: 'https://status.example.com', name: O.none, minMinutes: O.none }],
  minutes: 5,
});
const docs = 'Documentation: http://localhost:8000/docs. Webhook: http://localhost:8000/webhook/statuspage';

const says = test.macro<[described: Described, board: O.Option<string>, text: string]>({
  exec: (t, described, board, text) => {
    t.is(describeReceiver(described, () => board)(8000), text);
  },
  title: (_, _described, _board, text) => text,
});

test(
  says,
  { isOnCloudRun: false, verification: { _tag: 'Unverified' }, slack: O.none, polling: O.none },
  O.none,
  `${docs}. Deliveries are not verified. Slack is off`,
);
test(
  says,
  { isOnCloudRun: false, verification: { _tag: 'ByToken', tokens }, slack, polling },
  O.some('http://localhost:8001'),
  `Board: http://localhost:8001. ${docs}/<token>. Deliveries are verified by the token in their URL. Slack is on. Polls 1 page every 5 minutes`,
);
test(
  says,
  { isOnCloudRun: false, verification: { _tag: 'BySignature', secrets }, slack: O.none, polling: O.none },
  O.none,
  `${docs}. Deliveries are verified by their signature. Slack is off`,
);
test(
  says,
  { isOnCloudRun: true, verification: { _tag: 'BySignatureOrToken', secrets, tokens }, slack: O.none, polling: O.none },
  O.none,
  'Webhook: /webhook/statuspage/<token>. Deliveries are verified by their signature or the token in their URL',
);
