import test from 'ava';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { IncidentView } from '../../../service/board/board-view.ts';
import { maintenanceCalendar } from '../../../service/board/feeds/calendar.ts';
import { incident } from '../helpers/views.ts';

const maintenance = (fields: Partial<IncidentView> = {}): IncidentView =>
  incident({
    id: 'm1',
    kind: 'maintenance',
    provider: { id: 'zoom', name: 'Zoom' },
    name: 'Database upgrade',
    status: 'scheduled',
    impact: undefined,
    isOpen: false,
    startedAt: '2026-03-04T00:00:00.000Z',
    scheduledUntil: '2026-03-04T06:00:00.000Z',
    ...fields,
  });

const componentsOf = (incidents: ReadonlyArray<IncidentView>, url?: string) =>
  new ICAL.Component(ICAL.parse(maintenanceCalendar(incidents, url)) as unknown[]).getAllSubcomponents('vevent');

const eventsOf = (incidents: ReadonlyArray<IncidentView>, url?: string) =>
  componentsOf(incidents, url).map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      status: component.getFirstPropertyValue('status'),
      url: component.getFirstPropertyValue('url'),
    };
  });

test('has an event for each maintenance, which a calendar reads', (t) => {
  const events = eventsOf([maintenance()], 'https://board.example.com');
  t.is(events.length, 1);
  t.like(events, [
    {
      summary: 'Zoom: Database upgrade',
      start: '2026-03-04T00:00:00.000Z',
      end: '2026-03-04T06:00:00.000Z',
      status: 'CONFIRMED',
      url: 'https://board.example.com/incidents/m1',
    },
  ]);
  t.snapshot(maintenanceCalendar([maintenance()]));
});

test('is a calendar without an event too', (t) => {
  t.deepEqual(eventsOf([]), []);
});

test('leaves incidents to the feed', (t) => {
  t.deepEqual(eventsOf([incident()]), []);
});

test('is the same event when it moves, ends early or is withdrawn', (t) => {
  const [first] = eventsOf([maintenance()]);
  const [moved] = eventsOf([maintenance({ startedAt: '2026-03-04T03:00:00.000Z' })]);
  const [ended] = eventsOf([maintenance({ endedAt: '2026-03-04T02:00:00.000Z', status: 'completed' })]);
  const [gone] = eventsOf([maintenance({ endedAt: '2026-03-03T00:00:00.000Z', status: 'withdrawn' })]);
  t.like(moved, { uid: first?.uid ?? '', start: '2026-03-04T03:00:00.000Z' });
  t.like(ended, { uid: first?.uid ?? '', end: '2026-03-04T02:00:00.000Z' });
  t.like(gone, { uid: first?.uid ?? '', status: 'CANCELLED' });
});

test('is another event at another provider', (t) => {
  const [one, other] = eventsOf([maintenance(), maintenance({ provider: { id: 'other', name: 'Other' } })]);
  t.not(one?.uid, other?.uid);
});

test('has no end where none is known', (t) => {
  const [component] = componentsOf([maintenance({ scheduledUntil: undefined })]);
  t.is(component?.getFirstPropertyValue('dtend'), null);
});

test('marks a rehearsal', (t) => {
  t.is(eventsOf([maintenance({ isRehearsal: true })])[0]?.summary, 'Rehearsal: Zoom: Database upgrade');
});

test('holds as many events as there are, whatever a vendor writes', (t) => {
  const awkward = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\r', '\n', ':', ';', ',', '\\', '"', 'END:VEVENT', '\u2028', '\0'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(awkward, (words) => {
      const body = `a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n${words}`;
      const events = eventsOf([
        maintenance({
          id: words,
          name: words,
          provider: { id: words, name: words },
          components: [{ id: words, name: words, status: words }],
          updates: [{ id: 'u', status: words, body, createdAt: undefined, components: [] }],
        }),
      ]);
      t.is(events.length, 1);
      t.true(events[0]?.description.includes('BEGIN:VEVENT'));
    }),
  );
});
