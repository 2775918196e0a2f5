import { sequenceT } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Target } from '../../announcing/announce-and-log.ts';
import { describeAnnouncement } from '../../announcing/describe-announcement.ts';
import { boardUrlSettings } from '../../board/board-settings.ts';
import type { Violations } from '../../codec/violations.ts';
import type { StatusEvent } from '../../domain/status-event.ts';
import { newId } from '../../rehearsal/new-id.ts';
import { scenarios } from '../../rehearsal/scenarios.ts';
import { readSettings } from '../../runtime/read-settings.ts';
import { type ExitCode, runCommand } from '../../runtime/run-command.ts';
import { decodeDelivery } from '../../statuspage/decode-delivery.ts';
import { openTarget } from '../../targets/open-target.ts';
import {
  leadingSettings,
  type TargetConfig,
  targetConfigs,
  targetMistakes,
  targetSettings,
} from '../../targets/target-settings.ts';

const Settings = t.strict({ ...targetSettings, ...boardUrlSettings }, 'Settings');
type Settings = t.TypeOf<typeof Settings>;

const targets: ReadonlyMap<string, TargetConfig['_tag']> = new Map([
  ['slack', 'Slack'],
  ['teams', 'Teams'],
  ['pagerduty', 'PagerDuty'],
  ['google-chat', 'GoogleChat'],
  ['webhook', 'OutgoingWebhook'],
]);

const targetList = [...targets.keys()].join(', ');
const scenarioList = Object.keys(scenarios).join(', ');
// What a space of Google Chat takes.
const pauseInMilliseconds = 1000;

const usage = `Usage: npm run announce -- --target <target> <scenario>

Announce a rehearsed incident to a target, to see its messages before an outage. They are marked as a rehearsal; on
PagerDuty they page whoever is on call. The rules are those of the settings.

Targets:   ${targetList}
Scenarios: ${scenarioList}

Options:
  --target <target>  where to announce
  -h, --help         show this help

Exit status: 0 if every event was announced or suppressed by a rule, 1 if one was not, 2 if the command was invalid.`;

const onlyOne = (operands: ReadonlyArray<string>): E.Either<Violations, string> => {
  const [operand] = operands;
  return operand === undefined || operands.length > 1
    ? E.left([`expected one scenario, got ${operands.length}`])
    : E.right(operand);
};

const eventsOf = (name: string): E.Either<Violations, ReadonlyArray<StatusEvent>> => {
  const deliveries = Object.hasOwn(scenarios, name)
    ? scenarios[name]?.deliveries({ now: new Date(), newId, pageId: newId(), burstSize: 3 })
    : undefined;
  const decode = decodeDelivery(new Map());
  const events = (deliveries ?? []).flatMap(({ payload }) =>
    pipe(
      decode(Buffer.from(JSON.stringify(payload)), { by: 'nothing' }),
      E.match(
        () => [],
        ({ value }) => [value],
      ),
    ),
  );
  return RA.isEmpty(events) ? E.left([`expected a scenario with events, one of ${scenarioList}`]) : E.right(events);
};

const configOf = (name: string | undefined, settings: Settings): E.Either<Violations, TargetConfig> => {
  const tag = targets.get(name ?? '');
  return tag === undefined
    ? E.left([`--target: expected one of ${targetList}`])
    : pipe(
        O.fromNullable(targetConfigs(settings).find(({ _tag }) => _tag === tag)),
        E.fromOption((): Violations => [
          `${leadingSettings[tag].join(' or ')}: expected it for --target ${name ?? ''}`,
        ]),
      );
};

const validated = sequenceT(E.getApplicativeValidation(RNEA.getSemigroup<string>()));

const announceEach = (target: Target, events: ReadonlyArray<StatusEvent>): T.Task<ExitCode> =>
  pipe(
    events,
    RA.mapWithIndex((index, event) =>
      pipe(
        T.of(undefined),
        T.delay(index === 0 ? 0 : pauseInMilliseconds),
        T.chain(() => target.announce(event)),
        T.map((outcome) => {
          const { message } = describeAnnouncement(target.name)(event, outcome);
          process.stdout.write(`${index + 1}/${events.length} ${message}\n`);
          return E.isRight(outcome);
        }),
      ),
    ),
    T.sequenceSeqArray,
    T.map((announced) => (announced.every(Boolean) ? 0 : 1)),
  );

await runCommand<Settings>({
  process,
  name: 'announce',
  usage,
  options: { target: { type: 'string' } },
  readSettings: readSettings(Settings, targetMistakes),
  run: (operands, settings, { target }) =>
    pipe(
      validated(pipe(onlyOne(operands), E.chain(eventsOf)), configOf(target, settings)),
      TE.fromEither,
      TE.chainTaskK(([events, config]) =>
        pipe(
          openTarget({ now: () => new Date(), boardUrl: O.fromNullable(settings.BOARD_URL), onlyPublic: false })(
            config,
          ),
          T.chain((opened) => announceEach(opened, events)),
        ),
      ),
    ),
})();
