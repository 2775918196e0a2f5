import { incidentPeriod } from '../../domain/incident-period.ts';
import { type Severity, severityOf } from '../../domain/severity.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../../domain/status-event.ts';

export type Tone = 'critical' | 'error' | 'warning' | 'harmless' | 'maintenance' | 'ended';

export type Appearance = Readonly<{ tone: Tone; emoji: string; colour: string }>;

const ended: Appearance = { tone: 'ended', emoji: '✅', colour: '#2eb67d' };
const maintenance: Appearance = { tone: 'maintenance', emoji: '🔧', colour: '#36c5f0' };
const degraded: Appearance = { tone: 'warning', emoji: '🟡', colour: '#f2d024' };
const harmless: Appearance = { tone: 'harmless', emoji: '⚪', colour: '#8d8d8d' };

const bySeverity: Readonly<Record<Severity, Appearance>> = {
  CRITICAL: { tone: 'critical', emoji: '🚨', colour: '#a3001b' },
  ERROR: { tone: 'error', emoji: '🔴', colour: '#e01e5a' },
  WARNING: { tone: 'warning', emoji: '🟠', colour: '#e8842c' },
  NOTICE: harmless,
  INFO: harmless,
  DEBUG: harmless,
};

const incidentAppearance = (event: IncidentEvent): Appearance => {
  if (incidentPeriod(event).isOver) {
    return ended;
  }
  return event.kind === 'maintenance' ? maintenance : bySeverity[severityOf(event)];
};

const componentAppearance = (event: ComponentEvent): Appearance => {
  switch (event.component.newStatus) {
    case 'operational':
      return ended;
    case 'under_maintenance':
      return maintenance;
    case 'degraded_performance':
      return degraded;
    default:
      return bySeverity[severityOf(event)];
  }
};

/** Green once it has ended, blue for maintenance, yellow for a degraded component, and otherwise by severity. */
export const appearanceOf = (event: StatusEvent): Appearance => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance':
      return incidentAppearance(event);
    case 'component':
      return componentAppearance(event);
  }
};
