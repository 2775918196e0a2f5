import { isEndStatus, isPostmortem } from '../../domain/incident-lifecycle.ts';
import { sentenceCase } from '../../domain/sentence-case.ts';
import { statusChange } from '../../domain/status-change.ts';
import type { AffectedComponent, IncidentUpdate } from '../../domain/status-event.ts';
import { stripMarkdown } from '../../domain/strip-markdown.ts';
import { type Block, maxNotificationLength, maxSectionLength, type Message } from './block-kit.ts';
import { changedComponents } from './changed-components.ts';
import { escapeAndTruncate, localTime, mrkdwnObject, plainTextObject } from './slack-text.ts';

const maxTermLength = 100;
const maxExcerptLength = 300;

const changeText = (component: AffectedComponent): string =>
  `${component.name ?? component.id ?? 'unnamed'}: ${statusChange(component, sentenceCase)}`;

const changeBlocks = (update: IncidentUpdate): Block[] => {
  const changed = changedComponents(update);
  return changed.length === 0
    ? []
    : [{ type: 'context', elements: [plainTextObject(changed.map(changeText).join('\n'), maxSectionLength)] }];
};

const heading = ({ status = 'update', createdAt }: IncidentUpdate): string =>
  [
    `${isEndStatus(status) ? '✅ ' : ''}*${escapeAndTruncate(sentenceCase(status), maxTermLength)}*`,
    ...(createdAt === undefined ? [] : [localTime(createdAt)]),
  ].join(' · ');

// More than is shown, since the marks that are stripped take space, but bounded: a postmortem can be long.
const beginningOf = (markdown: string): string => stripMarkdown(markdown.slice(0, maxSectionLength));

const postmortemBlocks = (body: string): Block[] => [
  { type: 'context', elements: [plainTextObject(`📝 Postmortem: ${body}`, maxExcerptLength)] },
];

/** The reply that says how many updates were left out. */
export const omissionMessage = (omitted: number): Message => {
  const text = omitted === 1 ? '1 older update is not shown' : `${omitted} older updates are not shown`;
  return {
    text,
    blocks: [{ type: 'context', elements: [plainTextObject(text, maxSectionLength)] }],
    attachments: [],
  };
};

/** One update as a reply. It depends on the update alone, so replies are the same in whatever order events arrive. */
export const updateMessage = (update: IncidentUpdate): Message => {
  const { status = 'update' } = update;
  const body = isPostmortem(status) ? beginningOf(update.body ?? '') : (update.body ?? '');
  return {
    text: escapeAndTruncate(
      body === '' ? sentenceCase(status) : `${sentenceCase(status)}: ${body}`,
      maxNotificationLength,
    ),
    blocks: isPostmortem(status)
      ? postmortemBlocks(body)
      : [
          { type: 'section', text: mrkdwnObject(heading(update)) },
          ...(body === '' ? [] : [{ type: 'section' as const, text: plainTextObject(body, maxSectionLength) }]),
          ...changeBlocks(update),
        ],
    attachments: [],
  };
};
