import test from 'ava';
import { providerLabel } from '../../../service/programs/receiver/provider-label.ts';

const names = new Map([['w5hd3kq8m2xz', 'Acme']]);
const named = { provider: 'Acme', page: { id: 'w5hd3kq8m2xz' }, verified: false };
const host = (number: number) => ({
  provider: `status${number}.example.com`,
  page: { id: `page${number}` },
  verified: true,
});

test('is the name of a page that has one, verified or not', (t) => {
  t.is(providerLabel(names)(named), 'Acme');
});

test('is the host of another page only if the delivery is verified', (t) => {
  const label = providerLabel(names);
  t.is(label(host(1)), 'status1.example.com');
  t.is(label({ ...host(1), verified: false }), 'other');
  t.is(label({ ...host(1), page: { id: undefined } }), 'status1.example.com');
});

test('is unknown where there is no host', (t) => {
  t.is(providerLabel(names)({ provider: 'unknown', page: { id: undefined }, verified: false }), 'unknown');
});

test('is one of at most 200 hosts', (t) => {
  const label = providerLabel(names);
  const labels = Array.from({ length: 300 }, (_, number) => label(host(number)));
  t.is(new Set(labels).size, 201);
  t.is(labels[199], 'status199.example.com');
  t.is(labels[200], 'other');
  t.is(label(host(0)), 'status0.example.com');
  t.is(label(named), 'Acme');
});

test('counts no host of an unverified delivery', (t) => {
  const label = providerLabel(names);
  for (let number = 0; number < 300; number += 1) label({ ...host(number), verified: false });
  t.is(label(host(300)), 'status300.example.com');
});
