import type { AffectedComponent, ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';

type Json = Readonly<Record<string, unknown>>;

// Recorded texts are plain. Decoding takes a delivery's texts, though not its ids, for HTML, so that these two would be read as markup.
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const html = (text: string | undefined): string | undefined => (text === undefined ? undefined : escape(text));

const isHost = (provider: string): boolean => /^[\w-]+(\.[\w-]+)+$/.test(provider);

// The host of this link names the provider of a page that has no other name.
const metaOf = ({ provider, rehearsal }: StatusEvent): Json => ({
  ...(isHost(provider) && { unsubscribe: `https://${provider}/` }),
  ...(rehearsal === true && { rehearsal }),
});

const pageOf = ({ page }: StatusEvent): Json => ({
  id: page.id,
  status_indicator: html(page.indicator),
  status_description: html(page.description),
});

const affectedComponent = ({ id, name, oldStatus, newStatus }: AffectedComponent): Json => ({
  code: id,
  name: html(name),
  old_status: html(oldStatus),
  new_status: html(newStatus),
});

const incidentDelivery = (event: IncidentEvent): Json => {
  const { incident, components, updates } = event;
  return {
    meta: metaOf(event),
    page: pageOf(event),
    incident: {
      id: incident.id,
      name: html(incident.name),
      status: html(incident.status),
      impact: html(incident.impact),
      shortlink: html(incident.shortlink),
      created_at: incident.createdAt,
      updated_at: incident.updatedAt,
      started_at: incident.startedAt,
      monitoring_at: incident.monitoringAt,
      resolved_at: incident.resolvedAt,
      scheduled_for: incident.scheduledFor,
      scheduled_until: incident.scheduledUntil,
      components: components.map(({ id, name, newStatus }) => ({
        id,
        name: html(name),
        status: html(newStatus),
      })),
      incident_updates: updates.map((update) => ({
        id: update.id,
        status: html(update.status),
        body: html(update.body),
        created_at: update.createdAt,
        updated_at: update.updatedAt,
        display_at: update.displayAt,
        deliver_notifications: update.deliverNotifications,
        affected_components: update.components.map(affectedComponent),
      })),
    },
  };
};

const componentDelivery = (event: ComponentEvent): Json => {
  const { component, update } = event;
  return {
    meta: metaOf(event),
    page: pageOf(event),
    component: {
      id: component.id,
      name: html(component.name),
      description: html(component.description),
      status: html(component.newStatus),
      updated_at: component.updatedAt,
    },
    component_update: {
      id: update.id,
      component_id: component.id,
      old_status: html(component.oldStatus),
      new_status: html(component.newStatus),
      created_at: update.createdAt,
    },
  };
};

/** Turns a recorded event back into a delivery that decodes to the same event, to be sent again. */
export const toDelivery = (event: StatusEvent): Json => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance':
      return incidentDelivery(event);
    case 'component':
      return componentDelivery(event);
  }
};
