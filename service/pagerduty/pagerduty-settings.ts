import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { targetUrl } from '../announcing/posting/target-url.ts';
import { MinImpact } from '../announcing/rule-settings.ts';
import { optional } from '../codec/optional.ts';
import { setting } from '../codec/setting.ts';

export type PagerDutyConfig = Readonly<{ routingKey: string; url: string }>;

const RoutingKey = setting(
  'an integration key of 32 letters and digits',
  O.fromPredicate((text) => /^[a-z0-9]{32}$/i.test(text)),
);

const isBare = ({ pathname, search, hash }: URL): boolean => pathname === '/' && search === '' && hash === '';

/** The settings of PagerDuty, as fields for a program's codec. */
export const pagerDutySettings = {
  PAGERDUTY_ROUTING_KEY: optional(RoutingKey),
  PAGERDUTY_URL: optional(targetUrl('an https URL without a path', isBare)),
  PAGERDUTY_MIN_IMPACT: optional(MinImpact),
};

/** Outside the EU unless a setting says otherwise. */
export const pagerDutyConfig = (settings: t.TypeOfProps<typeof pagerDutySettings>): O.Option<PagerDutyConfig> =>
  pipe(
    O.fromNullable(settings.PAGERDUTY_ROUTING_KEY),
    O.map((routingKey) => ({ routingKey, url: settings.PAGERDUTY_URL ?? 'https://events.pagerduty.com/' })),
  );
