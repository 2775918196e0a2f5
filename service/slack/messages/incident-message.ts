import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { appearanceOf } from '../../announcing/summary/appearance.ts';
import { describeEvent, markedProvider } from '../../domain/describe-event.ts';
import { formatDuration } from '../../domain/format-duration.ts';
import { isPostmortem } from '../../domain/incident-lifecycle.ts';
import { incidentPath } from '../../domain/incident-path.ts';
import { type IncidentPeriod, incidentPeriod } from '../../domain/incident-period.ts';
import { sentenceCase } from '../../domain/sentence-case.ts';
import type { AffectedComponent, IncidentEvent } from '../../domain/status-event.ts';
import { type Block, maxHeaderLength, maxNotificationLength, maxSectionLength, type Message } from './block-kit.ts';
import {
  escapeAndTruncate,
  linkTo,
  localTime,
  type MrkdwnObject,
  mrkdwnObject,
  plainTextObject,
} from './slack-text.ts';

type Options = Readonly<{
  /** Whether to note that an older thread may exist. */
  isContinued: boolean;
  /** The origin of the board, whose page about the incident is linked. */
  boardUrl?: O.Option<string> | undefined;
}>;

const maxTermLength = 100;
const maxComponentsNamed = 50;

const field = (name: string, value: string): MrkdwnObject => mrkdwnObject(`*${name}*\n${value}`);

const statusText = (status: string): string =>
  isPostmortem(status) ? 'Resolved, with a postmortem' : escapeAndTruncate(sentenceCase(status), maxTermLength);

const periodFields = ({ kind, incident }: IncidentEvent, { startedAt, endedAt }: IncidentPeriod): MrkdwnObject[] => {
  if (startedAt === undefined) {
    return [];
  }
  const planned = [startedAt, ...(incident.scheduledUntil === undefined ? [] : [incident.scheduledUntil])];
  return [
    kind === 'incident' ? field('Since', localTime(startedAt)) : field('Planned', planned.map(localTime).join(' to ')),
    ...(endedAt !== undefined && endedAt >= startedAt
      ? [field('Lasted', formatDuration(Date.parse(endedAt) - Date.parse(startedAt)))]
      : []),
  ];
};

const incidentFields = (event: IncidentEvent): MrkdwnObject[] => {
  const { status, impact } = event.incident;
  const hasImpact = impact !== undefined && event.kind === 'incident';
  return [
    field('Status', statusText(status)),
    ...(hasImpact ? [field('Impact', escapeAndTruncate(sentenceCase(impact), maxTermLength))] : []),
    ...periodFields(event, incidentPeriod(event)),
  ];
};

const componentText = ({ id, name, newStatus }: AffectedComponent): string =>
  `${name ?? id ?? 'unnamed'}${newStatus === undefined ? '' : ` (${sentenceCase(newStatus).toLowerCase()})`}`;

const affectedBlocks = (components: ReadonlyArray<AffectedComponent>): Block[] => {
  const rest = components.length - maxComponentsNamed;
  const names = [
    ...components.slice(0, maxComponentsNamed).map(componentText),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join(', ');
  return components.length === 0
    ? []
    : [{ type: 'section', text: plainTextObject(`Affected: ${names}`, maxSectionLength) }];
};

const footnoteBlocks = (
  { incident: { id, shortlink } }: IncidentEvent,
  { isContinued, boardUrl }: Options,
): Block[] => {
  const notes = RA.compact([
    linkTo(shortlink),
    pipe(
      boardUrl ?? O.none,
      O.chain((origin) => linkTo(`${origin}${incidentPath(id)}`, 'Board')),
    ),
    isContinued ? O.some('Earlier updates may be in an older thread') : O.none,
  ]);
  return RA.isEmpty(notes) ? [] : [{ type: 'context', elements: [mrkdwnObject(notes.join(' · '))] }];
};

/** The current state of an incident or a maintenance. */
export const incidentMessage = (event: IncidentEvent, options: Options): Message => {
  const { incident, components } = event;
  const { emoji, colour } = appearanceOf(event);
  const text = escapeAndTruncate(`${emoji} ${describeEvent(event)}`, maxNotificationLength);
  return {
    text,
    blocks: [
      { type: 'header', text: plainTextObject(`${emoji} ${markedProvider(event)}: ${incident.name}`, maxHeaderLength) },
    ],
    attachments: [
      {
        color: colour,
        fallback: text,
        blocks: [
          { type: 'section', fields: incidentFields(event) },
          ...affectedBlocks(components),
          ...footnoteBlocks(event, options),
        ],
      },
    ],
  };
};
