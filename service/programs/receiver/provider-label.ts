import type { Pages } from '../../domain/provider.ts';

type Origin = Readonly<{ provider: string; page: Readonly<{ id: string | undefined }>; verified: boolean }>;

// Each value of a label is a time series of its own in every metric that has it.
const maxHosts = 200;
const other = 'other';
const withoutHost = 'unknown';

/**
 * The `provider` label of an event, of which a sender cannot make ever more: the name of a page that has one, else the host
 * of a verified delivery, the first 200 of them, else `other`.
 */
export const providerLabel = (names: Pages) => {
  const hosts = new Set<string>();
  return ({ provider, page, verified }: Origin): string => {
    if (provider === withoutHost || (page.id !== undefined && names.has(page.id))) return provider;
    if (!verified) return other;
    if (hosts.size < maxHosts) hosts.add(provider);
    return hosts.has(provider) ? provider : other;
  };
};
