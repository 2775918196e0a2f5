import { stripVTControlCharacters } from 'node:util';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import request from 'supertest';
import { newId } from '../../service/rehearsal/new-id.ts';
import { scenarios } from '../../service/rehearsal/scenarios.ts';
import { describeOutcome } from '../../service/sending/describe-outcome.ts';
import { noon, receiverWith } from '../helpers/receiver.ts';
import { codeBlocks, read } from './documents.ts';

const deliveries = scenarios['incident']?.deliveries({ now: noon, newId, pageId: 'q7x2m9k4hw3t', burstSize: 1 }) ?? [];
const { app, output } = await receiverWith({}, { format: 'pretty' });
const printedBySend: string[] = [];
for (const { label, payload } of deliveries) {
  const { status, text } = await request(app).post('/webhook/statuspage').send(payload);
  const position = `${printedBySend.length + 1}`.padStart(2);
  printedBySend.push(`${position}/11 ${describeOutcome([])(label, E.right({ status, body: text }))}`);
}

const isElision = (line: string) => line === '…';
const withoutId = (line: string) => line.replace(/"id":"\w+"/, '"id":""');
const withoutClocks = (line: string) => line.replace(/^(?:\d{4}-\d\d-\d\d )?[\d:]{8}(?: → [\d:]{8})? +/, '');

const [sent = '', received = ''] = codeBlocks({ name: 'README.md', text: read('README.md') }, '');
const linesOf = (block: string) => block.split('\n').filter((line) => !isElision(line));

test('the README shows what send prints', (t) => {
  const expected = [
    ...printedBySend.map(withoutId),
    `http://localhost:8000: ${deliveries.length} accepted, 0 refused, 0 not delivered`,
  ];
  const lines = linesOf(sent).map(withoutId);
  t.true(lines.length > 3);
  t.deepEqual(
    lines.filter((line) => !expected.includes(line)),
    [],
  );
});

test('the README shows what the receiver prints', (t) => {
  const expected = stripVTControlCharacters(output()).split('\n').map(withoutClocks);
  const lines = linesOf(received).map(withoutClocks);
  t.true(lines.length > 3);
  // A terminal shortens a line to its width.
  t.deepEqual(
    lines.filter((line) => !expected.some((whole) => whole.startsWith(line.replace(/…$/, '')))),
    [],
  );
});
