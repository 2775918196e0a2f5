import { isEndStatus, isPostmortem } from '../../domain/incident-lifecycle.ts';
import { statusChange } from '../../domain/status-change.ts';
import type { AffectedComponent, IncidentUpdate } from '../../domain/status-event.ts';
import { type Block, maxNotificationLength, maxSectionLength, type Message } from './block-kit.ts';
import { escapedText, localTime, mrkdwn, plainTextObject, sentenceCase } from './slack-text.ts';

const maxTermLength = 100;
const maxExcerptLength = 300;

const change = (component: AffectedComponent): string =>
  `${component.name ?? component.id ?? 'unnamed'}: ${statusChange(component, sentenceCase)}`;

const changes = (components: ReadonlyArray<AffectedComponent>): Block[] => {
  const changed = components.filter(({ oldStatus, newStatus }) => oldStatus !== newStatus);
  return changed.length === 0
    ? []
    : [{ type: 'context', elements: [plainTextObject(changed.map(change).join('\n'), maxSectionLength)] }];
};

const heading = ({ status = 'update', createdAt }: IncidentUpdate): string =>
  [
    `${isEndStatus(status) ? '✅ ' : ''}*${escapedText(sentenceCase(status), maxTermLength)}*`,
    ...(createdAt === undefined ? [] : [localTime(createdAt)]),
  ].join(' · ');

const quietly = (body: string): Block[] => [
  { type: 'context', elements: [plainTextObject(`📝 Postmortem: ${body}`, maxExcerptLength)] },
];

/** One update as a reply: the same whatever the incident became since, so that the order of arrival does not show. */
export const updateMessage = (update: IncidentUpdate): Message => {
  const { status = 'update', body = '', components } = update;
  return {
    text: escapedText(body === '' ? sentenceCase(status) : `${sentenceCase(status)}: ${body}`, maxNotificationLength),
    blocks: isPostmortem(status)
      ? quietly(body)
      : [
          { type: 'section', text: mrkdwn(heading(update)) },
          ...(body === '' ? [] : [{ type: 'section' as const, text: plainTextObject(body, maxSectionLength) }]),
          ...changes(components),
        ],
    attachments: [],
  };
};
