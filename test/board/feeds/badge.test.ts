import test from 'ava';
import type { ProviderView } from '../../../service/board/board-view.ts';
import { badgeSvg, shieldsBadge } from '../../../service/board/feeds/badge.ts';
import { provider } from '../helpers/views.ts';
import { parseXml } from '../helpers/xml.ts';

const says = test.macro<[fields: Partial<ProviderView>, message: string]>({
  exec: (t, fields, message) => {
    t.is(shieldsBadge(provider('GitHub', fields)).message, message);
    t.true(badgeSvg(provider('GitHub', fields)).includes(`<title id="title">GitHub: ${message}</title>`));
  },
  title: (_, __, message) => `says ${message}`,
});

test(says, {}, 'operational');
test(says, { state: 'no_known_incident' }, 'no known incident');
test(says, { state: 'unknown' }, 'unknown');
test(says, { state: 'maintenance' }, 'maintenance');
test(says, { state: 'incident', impact: 'critical' }, 'critical incident');
test(says, { state: 'incident', impact: 'major', isRehearsal: true }, 'major incident (rehearsal)');

test('is what shields.io takes', (t) => {
  t.deepEqual(shieldsBadge(provider('GitHub', { state: 'incident', impact: 'major' })), {
    schemaVersion: 1,
    label: 'GitHub',
    message: 'major incident',
    color: '#b23a0b',
  });
});

test('is one document, whatever a provider is called', (t) => {
  const svg = badgeSvg(provider('A & B </title><script>alert(1)</script>\0\uFFFF'));
  t.notThrows(() => {
    parseXml(svg);
  });
  t.false(svg.includes('<script'));
});

test('gives a wider name more room', (t) => {
  const width = (name: string) => Number(/ width="(\d+)"/.exec(badgeSvg(provider(name)))?.[1]);
  t.true(width('Amazon Web Services') > width('AWS'));
  t.true(width('日本語') > width('abc'));
});
