import { incidentPeriod } from '../../domain/incident-period.ts';
import { type Severity, severityOf } from '../../domain/severity.ts';
import type { StatusEvent } from '../../domain/status-event.ts';

export type Appearance = Readonly<{ emoji: string; colour: string }>;

const over: Appearance = { emoji: '✅', colour: '#2eb67d' };
const calm: Appearance = { emoji: '🔧', colour: '#36c5f0' };
const mild: Appearance = { emoji: '⚪', colour: '#8d8d8d' };

const bySeverity: Readonly<Record<Severity, Appearance>> = {
  CRITICAL: { emoji: '🚨', colour: '#a3001b' },
  ERROR: { emoji: '🔴', colour: '#e01e5a' },
  WARNING: { emoji: '🟠', colour: '#ecb22e' },
  NOTICE: mild,
  INFO: mild,
  DEBUG: mild,
};

const whileItGoesOn = (event: StatusEvent): Appearance =>
  event.kind === 'maintenance' ? calm : bySeverity[severityOf(event)];

/** How loud a message looks: by severity while it goes on, green at the end, calm for what is planned. */
export const appearanceOf = (event: StatusEvent): Appearance => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance':
      return incidentPeriod(event).isOver ? over : whileItGoesOn(event);
    case 'component':
      return event.component.newStatus === 'operational'
        ? over
        : event.component.newStatus === 'under_maintenance'
          ? calm
          : whileItGoesOn(event);
  }
};
