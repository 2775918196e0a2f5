import * as t from 'io-ts';
import { optional } from '../codec/optional.ts';
import { Flag, Names } from '../codec/setting.ts';
import type { Rules } from './suppressed-by.ts';

export const MinImpact = t.keyof(
  { none: null, minor: null, major: null, critical: null },
  'one of none, minor, major, critical',
);

/** The settings of the rules that every target follows, as fields for a program's codec. */
export const ruleSettings = {
  ANNOUNCE_MIN_IMPACT: optional(MinImpact),
  ANNOUNCE_MAINTENANCE: optional(Flag),
  ANNOUNCE_COMPONENTS: optional(Names),
};

type RuleSettings = t.TypeOfProps<typeof ruleSettings>;

/** Everything is announced unless a setting says otherwise. */
export const rulesFrom = (settings: RuleSettings): Rules => ({
  minImpact: settings.ANNOUNCE_MIN_IMPACT ?? 'none',
  maintenance: settings.ANNOUNCE_MAINTENANCE ?? true,
  components: settings.ANNOUNCE_COMPONENTS ?? new Set(),
});
