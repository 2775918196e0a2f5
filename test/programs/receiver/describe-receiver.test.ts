import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import type { Config } from '../../../service/programs/receiver/config.ts';
import { describeReceiver } from '../../../service/programs/receiver/describe-receiver.ts';
import { announceEverything } from '../../helpers/announce-everything.ts';

type Described = Pick<Config, 'isOnCloudRun' | 'verification' | 'targets' | 'polling'>;

const tokens = [{ value: 'hidden-token', pageId: O.none }] as const;
const secrets = ['hidden-secret'] as const;
const targets: Described['targets'] = [
  { _tag: 'Slack', rules: announceEverything, config: { _tag: 'Webhook', url: 'https://hooks.slack.com/hidden' } },
  { _tag: 'Teams', rules: announceEverything, config: { url: 'https://example.com/hidden' } },
];
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
  { isOnCloudRun: false, verification: { _tag: 'Unverified' }, targets: [], polling: O.none },
  O.none,
  `${docs}. Deliveries are not verified. Announces to nobody`,
);
test(
  says,
  { isOnCloudRun: false, verification: { _tag: 'ByToken', tokens }, targets, polling },
  O.some('http://localhost:8001'),
  `Board: http://localhost:8001. ${docs}/<token>. Deliveries are verified by the token in their URL. Announces to Slack, Microsoft Teams. Polls 1 page every 5 minutes`,
);
test(
  says,
  { isOnCloudRun: false, verification: { _tag: 'BySignature', secrets }, targets: [], polling: O.none },
  O.none,
  `${docs}. Deliveries are verified by their signature. Announces to nobody`,
);
test(
  says,
  { isOnCloudRun: true, verification: { _tag: 'BySignatureOrToken', secrets, tokens }, targets: [], polling: O.none },
  O.none,
  'Webhook: /webhook/statuspage/<token>. Deliveries are verified by their signature or the token in their URL',
);
