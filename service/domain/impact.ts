import * as t from 'io-ts';

/** How bad an incident is, from harmless to worst: https://support.atlassian.com/statuspage/docs/top-level-status-and-incident-impact-calculations/ */
export const Impact = t.keyof({ none: null, minor: null, major: null, critical: null }, 'Impact');
export type Impact = t.TypeOf<typeof Impact>;

const impacts: ReadonlyArray<Impact> = ['none', 'minor', 'major', 'critical'];

const byComponentStatus: ReadonlyMap<string, Impact> = new Map([
  ['operational', 'none'],
  ['under_maintenance', 'none'],
  ['degraded_performance', 'minor'],
  ['partial_outage', 'minor'],
  ['major_outage', 'major'],
]);

/** The impact that a component's status stands for; undefined for an unknown status. */
export const impactOfComponentStatus = (status: string): Impact | undefined => byComponentStatus.get(status);

/** Whether an impact is less than another; an unknown one never is. */
export const isLessThan = (impact: string | undefined, other: Impact): boolean => {
  const rank = impacts.findIndex((known) => known === impact);
  return rank >= 0 && rank < impacts.indexOf(other);
};

/** The worst of several; undefined where there is none. */
export const worstImpact = (of: ReadonlyArray<Impact>): Impact | undefined =>
  impacts.findLast((impact) => of.includes(impact));
