import { expect, test } from 'vitest';
import { openBroker } from '../../jobs/broker.ts';
import { openQueues } from '../../jobs/queue.ts';
import { answer } from '../../src/ask/index.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Question } from '../../src/core/question.ts';
import { DAY } from '../../src/core/time.ts';
import { createProbes } from '../../src/main/probes.ts';
import { freshDatabase } from '../support/database.ts';
import { NOON, sampleEvent } from '../support/sample-event.ts';
import { ask, opener, sharedServer } from './server.ts';

const server = sharedServer();
const database = await freshDatabase();
const NAMESPACE = 'dead_letters';
const ALL = { window: { from: 0, to: NOON * 2 } };
const LETTERS = `/sysmon-dead-letters-${NAMESPACE}-2026.11`;
const clock = { now: () => NOON };
const open = opener(server, NAMESPACE);
const BATCH = [
  sampleEvent('a', { 'url.path': '10.0.0.1' }),
  sampleEvent('bad', { 'url.path': '/v1/orders' }),
  sampleEvent('c'),
];

/** Someone made the index of the day before us, with a field of a type that our values don't fit. */
async function openBesideForeignIndex() {
  const store = await open(clock);
  const mappings = { properties: { 'url.path': { type: 'ip' } } };
  await ask(server, 'PUT', `/logs-sysmon.test-${NAMESPACE}-2026.11.24`, { mappings });
  return store;
}

test('a refused event lies aside with its reason, whole and once, and the others are stored', async () => {
  const store = await openBesideForeignIndex();
  expect(await store.events.append(BATCH)).toBe(2);
  expect(await store.events.append(BATCH)).toBe(0);
  expect(await store.events.find(ALL, 10)).toHaveLength(2);
  expect(await store.events.deadLetters()).toEqual({
    count: 1,
    last: { at: NOON, reason: expect.stringContaining("'/v1/orders' is not an IP string literal") },
  });
  const { body } = await ask(server, 'GET', `${LETTERS}/_search`);
  const { id, event } = body.hits.hits[0]._source;
  expect({ id, event: JSON.parse(event) }).toMatchObject({ id: 'bad', event: { message: 'message bad' } });
  await store.close();
});

test('health and metrics count what lies aside', async () => {
  const store = await openBesideForeignIndex();
  await store.events.append(BATCH);
  const question: Question = {
    subject: 'health',
    services: [],
    filters: {},
    time: { from: NOON - DAY, to: NOON },
    timeWords: 'today',
  };
  const { notes } = await answer(question, { store, clock, timezone: 'UTC' });
  expect(notes?.join('\n')).toContain('1 event refused by the store and laid aside, the last');
  const queues = await openQueues(openBroker({ postgres: database }), silentLog);
  const probes = createProbes({ store, queues, clock, isSlackConnected: undefined });
  expect(await probes.metrics()).toContain('sysmon_dead_letters 1');
  await queues.close();
  await store.close();
});

test('what can be neither stored nor laid aside is an error, and the next try stores it', async () => {
  const store = await openBesideForeignIndex();
  await ask(server, 'PUT', LETTERS, { settings: { 'index.blocks.write': true } });
  await expect(store.events.append(BATCH)).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await ask(server, 'PUT', `${LETTERS}/_settings`, { 'index.blocks.write': false });
  await store.events.append(BATCH);
  expect(await store.events.deadLetters()).toMatchObject({ count: 1 });
  await store.close();
});

test('they are dropped with the events of their month', async () => {
  const store = await openBesideForeignIndex();
  await store.events.append(BATCH);
  await store.events.drop(NOON + 5 * DAY);
  expect(await store.events.deadLetters()).toMatchObject({ count: 1 });
  await store.events.drop(NOON + 10 * DAY);
  expect(await store.events.deadLetters()).toEqual({ count: 0 });
  await store.close();
});
