import type { AffectedComponent, IncidentUpdate } from '../domain/status-event.ts';
import { longestNotification, longestSection, type Block, type Message } from './message.ts';
import { label, literal, localTime, markup, plain } from './slack-text.ts';

const longestTerm = 100;
const longestExcerpt = 300;

const endings: ReadonlySet<string | undefined> = new Set(['resolved', 'completed']);

const change = ({ id, name, oldStatus, newStatus }: AffectedComponent): string =>
  `${name ?? id ?? 'unnamed'}: ${[oldStatus, newStatus].flatMap((status) => (status === undefined ? [] : [label(status)])).join(' → ')}`;

const changes = (components: ReadonlyArray<AffectedComponent>): Block[] => {
  const changed = components.filter(({ oldStatus, newStatus }) => oldStatus !== newStatus);
  return changed.length === 0
    ? []
    : [{ type: 'context', elements: [plain(changed.map(change).join('\n'), longestSection)] }];
};

const heading = ({ status = 'update', createdAt }: IncidentUpdate): string =>
  [
    `${endings.has(status) ? '✅ ' : ''}*${literal(label(status), longestTerm)}*`,
    ...(createdAt === undefined ? [] : [localTime(createdAt)]),
  ].join(' · ');

const quietly = (body: string): Block[] => [
  { type: 'context', elements: [plain(`📝 Postmortem: ${body}`, longestExcerpt)] },
];

/** One update as a reply: the same whatever the incident became since, so that the order of arrival does not show. */
export const updateMessage = (update: IncidentUpdate): Message => {
  const { status = 'update', body = '', components } = update;
  return {
    text: literal(body === '' ? label(status) : `${label(status)}: ${body}`, longestNotification),
    blocks:
      status === 'postmortem'
        ? quietly(body)
        : [
            { type: 'section', text: markup(heading(update)) },
            ...(body === '' ? [] : [{ type: 'section' as const, text: plain(body, longestSection) }]),
            ...changes(components),
          ],
    attachments: [],
  };
};
