import type { UnreadableReason } from './page-state.ts';

type Page = Readonly<{ origin: string; provider: string; id: string | undefined }>;

/** What an operator should know about a page beside what happens at its vendor. */
export type PageReport = Readonly<{ page: Page }> &
  (
    | Readonly<{
        _tag: 'WebhooksMissing';
        lastWebhookAt: string | undefined;
        count: number;
        /** The oldest of them. */
        missing: ReadonlyArray<Readonly<{ incident: string; update: string; createdAt: string }>>;
      }>
    | Readonly<{ _tag: 'PageUnreadable'; cause: UnreadableReason; since: string }>
    | Readonly<{ _tag: 'PageReadable'; since: string }>
    /** The page moved to another product, or another page stands at its address. */
    | Readonly<{ _tag: 'PageChanged'; before: string; after: string }>
  );
