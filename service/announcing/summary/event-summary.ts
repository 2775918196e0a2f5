import * as O from 'fp-ts/lib/Option.js';
import { describeEvent, markedProvider } from '../../domain/describe-event.ts';
import { occurredAt } from '../../domain/event-times.ts';
import { formatDuration } from '../../domain/format-duration.ts';
import { isPostmortem } from '../../domain/incident-lifecycle.ts';
import { incidentPath } from '../../domain/incident-path.ts';
import { incidentPeriod } from '../../domain/incident-period.ts';
import { sentenceCase } from '../../domain/sentence-case.ts';
import { statusChange } from '../../domain/status-change.ts';
import type { AffectedComponent, ComponentEvent, IncidentEvent, StatusEvent } from '../../domain/status-event.ts';
import { stripMarkdown } from '../../domain/strip-markdown.ts';
import { truncate } from '../../domain/truncate.ts';
import { webUrl } from '../../domain/web-url.ts';
import { type Appearance, appearanceOf } from './appearance.ts';

/** Times in UTC as the label says: since when, or from when to when it is planned. */
export type Period = Readonly<{ label: 'Since' | 'Planned' | 'Changed'; times: ReadonlyArray<string> }>;

export type Link = Readonly<{ label: 'Status page' | 'Board'; url: string }>;

/** What every message says about an event, as plain text of a limited length. A vendor's text is not escaped yet. */
export type EventSummary = Readonly<{
  appearance: Appearance;
  /** Marked where the event is a rehearsal. */
  provider: string;
  /** The incident or the component. */
  name: string;
  /** All of it in one line, for a notification. */
  line: string;
  status: string;
  impact: string | undefined;
  /** One line each: `Actions: Operational → Partial outage`. */
  components: ReadonlyArray<string>;
  update: string | undefined;
  period: Period | undefined;
  duration: string | undefined;
  links: ReadonlyArray<Link>;
}>;

const maxProviderLength = 100;
const maxNameLength = 200;
const maxLineLength = 500;
const maxTermLength = 80;
const maxUpdateLength = 3000;
const maxExcerptLength = 300;
const maxComponents = 20;
const maxComponentLength = 120;
const maxLinkLength = 1000;

const term = (text: string): string => truncate(sentenceCase(text), maxTermLength);

const componentLine = (component: AffectedComponent): string => {
  const change = statusChange(component, sentenceCase);
  const name = truncate(component.name ?? component.id ?? 'unnamed', maxTermLength);
  return truncate(change === '' ? name : `${name}: ${change}`, maxComponentLength);
};

const componentLines = (components: ReadonlyArray<AffectedComponent>): ReadonlyArray<string> => {
  const rest = components.length - maxComponents;
  return [
    ...components.slice(0, maxComponents).map(componentLine),
    ...(rest > 0 ? [`and ${rest} more components`] : []),
  ];
};

const newestUpdate = ({ updates }: IncidentEvent): string | undefined => {
  const { body = '', status } = updates[0] ?? {};
  if (body === '') return undefined;
  return isPostmortem(status) ? truncate(stripMarkdown(body), maxExcerptLength) : truncate(body, maxUpdateLength);
};

const periodOf = ({ kind, incident }: IncidentEvent, startedAt: string | undefined): Period | undefined => {
  if (startedAt === undefined) return undefined;
  return kind === 'incident'
    ? { label: 'Since', times: [startedAt] }
    : { label: 'Planned', times: [startedAt, incident.scheduledUntil].filter((time) => time !== undefined) };
};

const linksOf = ({ incident }: IncidentEvent, boardUrl: O.Option<string>): ReadonlyArray<Link> => {
  const page = webUrl(incident.shortlink);
  return [
    ...(page === undefined ? [] : [{ label: 'Status page' as const, url: page.href }]),
    ...(O.isNone(boardUrl) ? [] : [{ label: 'Board' as const, url: `${boardUrl.value}${incidentPath(incident.id)}` }]),
  ].filter(({ url }) => url.length <= maxLinkLength);
};

const incidentSummary = (event: IncidentEvent, boardUrl: O.Option<string>) => {
  const { kind, incident, components } = event;
  const { startedAt, endedAt } = incidentPeriod(event);
  return {
    name: truncate(incident.name, maxNameLength),
    status: isPostmortem(incident.status) ? 'Resolved, with a postmortem' : term(incident.status),
    impact: kind === 'incident' && incident.impact !== undefined ? term(incident.impact) : undefined,
    components: componentLines(components),
    update: newestUpdate(event),
    period: periodOf(event, startedAt),
    duration:
      startedAt !== undefined && endedAt !== undefined && endedAt >= startedAt
        ? formatDuration(Date.parse(endedAt) - Date.parse(startedAt))
        : undefined,
    links: linksOf(event, boardUrl),
  };
};

const componentSummary = (event: ComponentEvent) => {
  const { component } = event;
  const time = occurredAt(event);
  return {
    name: truncate(component.name ?? component.id, maxNameLength),
    status: truncate(statusChange(component, sentenceCase), 2 * maxTermLength),
    impact: undefined,
    components: [],
    update: undefined,
    period: time === undefined ? undefined : { label: 'Changed' as const, times: [time] },
    duration: undefined,
    links: [],
  };
};

/** The present state of what an event is about, and its newest update; `boardUrl` is the origin of the board. */
export const eventSummary = (event: StatusEvent, boardUrl: O.Option<string>): EventSummary => ({
  appearance: appearanceOf(event),
  provider: truncate(markedProvider(event), maxProviderLength),
  line: truncate(describeEvent(event), maxLineLength),
  ...(event.kind === 'component' ? componentSummary(event) : incidentSummary(event, boardUrl)),
});
