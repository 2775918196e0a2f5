import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { targetUrl } from '../announcing/posting/target-url.ts';
import { MinImpact } from '../announcing/rule-settings.ts';
import { optional } from '../codec/optional.ts';

export type TeamsConfig = Readonly<{ url: string }>;

// Microsoft retired the connectors that had such URLs: https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/
const isConnector = ({ hostname }: URL): boolean =>
  /(^|\.)(webhook\.office\.com|outlook\.office(365)?\.com)$/.test(hostname);

/** The settings of Microsoft Teams, as fields for a program's codec. */
export const teamsSettings = {
  TEAMS_WEBHOOK_URL: optional(
    targetUrl('the https URL of a workflow (Office 365 connectors are retired)', (url) => !isConnector(url)),
  ),
  TEAMS_MIN_IMPACT: optional(MinImpact),
};

export const teamsConfig = (settings: t.TypeOfProps<typeof teamsSettings>): O.Option<TeamsConfig> =>
  pipe(
    O.fromNullable(settings.TEAMS_WEBHOOK_URL),
    O.map((url) => ({ url })),
  );
