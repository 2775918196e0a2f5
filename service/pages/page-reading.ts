import type { IncidentEvent } from '../domain/status-event.ts';

/** `updatedAt` is absent where the product's does not tell when the status changed. */
export type ReadComponent = Readonly<{ id: string; name: string; status: string; updatedAt: string | undefined }>;

/** What a page says. */
export type PageContent = Readonly<{
  id: string;
  name: string;
  indicator: string | undefined;
  description: string | undefined;
  /** Without the headers of groups. */
  components: ReadonlyArray<ReadComponent>;
  /** Incidents and maintenance, each once. */
  incidents: ReadonlyArray<IncidentEvent>;
  /** What was left out, since it could not be decoded; else the content is whole. */
  violations: ReadonlyArray<string>;
}>;

/** What a page said when it was read; `isFresh` unless a cache answered with what may be old. */
export type PageReading = PageContent &
  Readonly<{ origin: string; provider: string; product: string; isFresh: boolean; isUnchanged: boolean }>;
