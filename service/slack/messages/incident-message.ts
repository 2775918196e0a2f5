import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { describeEvent } from '../../domain/describe-event.ts';
import { isPostmortem } from '../../domain/incident-lifecycle.ts';
import { type IncidentPeriod, incidentPeriod } from '../../domain/incident-period.ts';
import type { AffectedComponent, IncidentEvent } from '../../domain/status-event.ts';
import { appearanceOf } from './appearance.ts';
import { type Block, maxHeaderLength, maxNotificationLength, maxSectionLength, type Message } from './block-kit.ts';
import { duration } from './duration.ts';
import { escapedText, linkTo, localTime, type Mrkdwn, mrkdwn, plainTextObject, sentenceCase } from './slack-text.ts';

const maxTermLength = 100;
const maxComponentsNamed = 50;

const field = (name: string, value: string): Mrkdwn => mrkdwn(`*${name}*\n${value}`);

const statusOf = (status: string): string =>
  isPostmortem(status) ? 'Resolved, with a postmortem' : escapedText(sentenceCase(status), maxTermLength);

const whenOf = ({ kind, incident }: IncidentEvent, { startedAt, endedAt }: IncidentPeriod): Mrkdwn[] => {
  if (startedAt === undefined) {
    return [];
  }
  const planned = [startedAt, ...(incident.scheduledUntil === undefined ? [] : [incident.scheduledUntil])];
  return [
    kind === 'incident' ? field('Since', localTime(startedAt)) : field('Planned', planned.map(localTime).join(' to ')),
    ...(endedAt !== undefined && endedAt >= startedAt
      ? [field('Lasted', duration(Date.parse(endedAt) - Date.parse(startedAt)))]
      : []),
  ];
};

const fieldsOf = (event: IncidentEvent): Mrkdwn[] => {
  const { status, impact } = event.incident;
  const hasImpact = impact !== undefined && event.kind === 'incident';
  return [
    field('Status', statusOf(status)),
    ...(hasImpact ? [field('Impact', escapedText(sentenceCase(impact), maxTermLength))] : []),
    ...whenOf(event, incidentPeriod(event)),
  ];
};

const named = ({ id, name, newStatus }: AffectedComponent): string =>
  `${name ?? id ?? 'unnamed'}${newStatus === undefined ? '' : ` (${sentenceCase(newStatus).toLowerCase()})`}`;

const affected = (components: ReadonlyArray<AffectedComponent>): Block[] => {
  const rest = components.length - maxComponentsNamed;
  const names = [...components.slice(0, maxComponentsNamed).map(named), ...(rest > 0 ? [`and ${rest} more`] : [])].join(
    ', ',
  );
  return components.length === 0
    ? []
    : [{ type: 'section', text: plainTextObject(`Affected: ${names}`, maxSectionLength) }];
};

const footnotes = (shortlink: string | undefined, isContinued: boolean): Block[] => {
  const notes = RA.compact([
    linkTo(shortlink),
    isContinued ? O.some('What came before may stand in an older thread') : O.none,
  ]);
  return RA.isEmpty(notes) ? [] : [{ type: 'context', elements: [mrkdwn(notes.join(' · '))] }];
};

/** The present state of an incident or a maintenance; `isContinued` says that an older thread may exist. */
export const incidentMessage = (event: IncidentEvent, { isContinued }: Readonly<{ isContinued: boolean }>): Message => {
  const { provider, incident, components } = event;
  const { emoji, colour } = appearanceOf(event);
  const text = escapedText(`${emoji} ${describeEvent(event)}`, maxNotificationLength);
  return {
    text,
    blocks: [{ type: 'header', text: plainTextObject(`${emoji} ${provider}: ${incident.name}`, maxHeaderLength) }],
    attachments: [
      {
        color: colour,
        fallback: text,
        blocks: [
          { type: 'section', fields: fieldsOf(event) },
          ...affected(components),
          ...footnotes(incident.shortlink, isContinued),
        ],
      },
    ],
  };
};
