import test from 'ava';
import { pageKey } from '../../service/domain/page-key.ts';
import { incident } from '../helpers/rehearsed-events.ts';

test('is the page of an event, else its provider', (t) => {
  t.is(pageKey({ ...incident, page: { ...incident.page, id: 'page1' } }), 'page1');
  t.is(pageKey({ ...incident, page: { ...incident.page, id: undefined } }), incident.provider);
});
