import winston from 'winston';
import type { Severity } from '../domain/severity.ts';

/** The names and ranks of https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1; 0 is the worst. */
export const syslogLevels: Readonly<Record<string, number>> = winston.config.syslog.levels;

const bySeverity: Readonly<Record<Severity, string>> = {
  DEBUG: 'debug',
  INFO: 'info',
  NOTICE: 'notice',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'crit',
};

export const syslogLevelOf = (severity: Severity): string => bySeverity[severity];
