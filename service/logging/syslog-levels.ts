import type { Severity } from '../domain/severity.ts';

/** The levels of syslog with their ranks, 0 the most severe: https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1 */
export const syslogLevels = { emerg: 0, alert: 1, crit: 2, error: 3, warning: 4, notice: 5, info: 6, debug: 7 };

export type SyslogLevel = keyof typeof syslogLevels;

export const isSyslogLevel = (text: string): text is SyslogLevel => Object.hasOwn(syslogLevels, text);

const bySeverity: Readonly<Record<Severity, SyslogLevel>> = {
  DEBUG: 'debug',
  INFO: 'info',
  NOTICE: 'notice',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'crit',
};

export const syslogLevelOf = (severity: Severity): SyslogLevel => bySeverity[severity];
