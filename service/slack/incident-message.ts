import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { describeEvent } from '../domain/describe-event.ts';
import type { AffectedComponent, IncidentEvent } from '../domain/status-event.ts';
import { appearanceOf } from './appearance.ts';
import { duration } from './duration.ts';
import { incidentCourse, type IncidentCourse } from './incident-course.ts';
import { longestHeader, longestNotification, longestSection, type Block, type Message } from './message.ts';
import { label, linkTo, literal, localTime, type Markup, markup, plain } from './slack-text.ts';

const longestTerm = 100;
const mostComponentsNamed = 50;

const field = (name: string, value: string): Markup => markup(`*${name}*\n${value}`);

const statusOf = (status: string): string =>
  status === 'postmortem' ? 'Resolved, with a postmortem' : literal(label(status), longestTerm);

const whenOf = ({ kind, incident }: IncidentEvent, { startedAt, endedAt }: IncidentCourse): Markup[] => {
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

const fieldsOf = (event: IncidentEvent): Markup[] => {
  const { status, impact } = event.incident;
  const hasImpact = impact !== undefined && event.kind === 'incident';
  return [
    field('Status', statusOf(status)),
    ...(hasImpact ? [field('Impact', literal(label(impact), longestTerm))] : []),
    ...whenOf(event, incidentCourse(event)),
  ];
};

const named = ({ id, name, newStatus }: AffectedComponent): string =>
  `${name ?? id ?? 'unnamed'}${newStatus === undefined ? '' : ` (${label(newStatus).toLowerCase()})`}`;

const affected = (components: ReadonlyArray<AffectedComponent>): Block[] => {
  const rest = components.length - mostComponentsNamed;
  const names = [
    ...components.slice(0, mostComponentsNamed).map(named),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join(', ');
  return components.length === 0 ? [] : [{ type: 'section', text: plain(`Affected: ${names}`, longestSection) }];
};

const footnotes = (shortlink: string | undefined, isContinued: boolean): Block[] => {
  const notes = RA.compact([
    linkTo(shortlink),
    isContinued ? O.some('What came before may stand in an older thread') : O.none,
  ]);
  return RA.isEmpty(notes) ? [] : [{ type: 'context', elements: [markup(notes.join(' · '))] }];
};

/** The present state of an incident or a maintenance; `isContinued` says that an older thread may exist. */
export const incidentMessage = (event: IncidentEvent, { isContinued }: Readonly<{ isContinued: boolean }>): Message => {
  const { provider, incident, components } = event;
  const { emoji, colour } = appearanceOf(event);
  const text = literal(`${emoji} ${describeEvent(event)}`, longestNotification);
  return {
    text,
    blocks: [{ type: 'header', text: plain(`${emoji} ${provider}: ${incident.name}`, longestHeader) }],
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
