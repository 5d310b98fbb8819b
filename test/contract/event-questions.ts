import { expect, test } from 'vitest';
import { binOf } from '../../src/core/sketch.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import type { EventFilter, EventStore } from '../../src/store/event-store.ts';
import { NOON, RICH, sampleEvent } from '../support/sample-event.ts';
import type { OpenStore } from './open-store.ts';

const MIDNIGHT = Date.UTC(2026, 10, 25);
const ALL = { window: { from: 0, to: NOON * 2 } };

/** What can be asked of events, and is answered exactly. */
export function eventQuestionsContract(open: OpenStore): void {
  const withEvents = (name: string, body: (events: EventStore) => Promise<void>) =>
    test(name, async () => {
      const store = await open({ now: () => NOON });
      await body(store.events).finally(store.close);
    });
  const ids = async (events: EventStore, filter: Partial<EventFilter>, limit = 1_000) =>
    (await events.find({ ...ALL, ...filter }, limit)).map((event) => event['event.id']);

  withEvents('the newest come first, and no more than asked for', async (events) => {
    const times = [3, 1, 2].map((minute) =>
      sampleEvent(String(minute), { '@timestamp': NOON + minute * MINUTE }),
    );
    await events.append([...times, sampleEvent('old', { '@timestamp': NOON - 3 * DAY })]);
    expect(await ids(events, {})).toEqual(['3', '2', '1', 'old']);
    expect(await ids(events, {}, 2)).toEqual(['3', '2']);
  });

  withEvents('a window holds its first instant and not its last, across midnight too', async (events) => {
    const times = [MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + 1, MIDNIGHT + DAY];
    await events.append(times.map((at, index) => sampleEvent(String(index), { '@timestamp': at })));
    expect(await ids(events, { window: { from: MIDNIGHT, to: MIDNIGHT + 1 } })).toEqual(['1']);
    expect(await ids(events, { window: { from: MIDNIGHT - 1, to: MIDNIGHT + DAY } })).toEqual([
      '2',
      '1',
      '0',
    ]);
    expect(await ids(events, { window: { from: MIDNIGHT, to: MIDNIGHT } })).toEqual([]);
    expect(
      await ids(events, { window: { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } }),
    ).toHaveLength(4);
  });

  withEvents('events are filtered by any field: one of, none of, has one', async (events) => {
    await events.append([
      RICH,
      sampleEvent('web', { 'service.name': 'web', 'log.level': 'info', 'http.response.status_code': 200 }),
      sampleEvent('plain', { 'trace.id': 'def' }),
    ]);
    expect(await ids(events, { where: { 'service.name': ['web', 'pay'] } })).toEqual(['web']);
    expect(await ids(events, { where: { 'http.response.status_code': [503, '404'] } })).toEqual(['rich']);
    expect(await ids(events, { where: { 'trace.id': ['abc'], 'service.name': ['api'] } })).toEqual(['rich']);
    expect(await ids(events, { where: { 'process.pid': [42] } })).toEqual(['rich']);
    expect(await ids(events, { where: { 'service.name': [] } })).toEqual([]);
    expect((await ids(events, { not: { 'trace.id': ['abc'] } })).sort()).toEqual(['plain', 'web']);
    expect((await ids(events, { not: { 'service.name': ['web'] } })).sort()).toEqual(['plain', 'rich']);
    expect((await ids(events, { has: ['http.response.status_code'] })).sort()).toEqual(['rich', 'web']);
    expect((await ids(events, { has: ['trace.id', 'http.route'] })).sort()).toEqual(['rich']);
  });

  withEvents('text is found anywhere in a message, in any case, as it was typed', async (events) => {
    await events.append([
      sampleEvent('a', { message: 'Order 100% DONE_now for Ärzte' }),
      sampleEvent('b', { message: 'order 100x doneXnow \\' }),
    ]);
    expect((await ids(events, { text: 'ORDER 100' })).sort()).toEqual(['a', 'b']);
    expect(await ids(events, { text: '100% done_NOW' })).toEqual(['a']);
    expect(await ids(events, { text: 'ärz' })).toEqual(['a']);
    expect(await ids(events, { text: '\\' })).toEqual(['b']);
    expect(await ids(events, { text: "'; drop table events" })).toEqual([]);
  });

  withEvents('counts are exact by any fields, derived ones too', async (events) => {
    const slow = {
      'event.duration': 2_000_000_000,
      'http.response.status_code': 200,
      'client.ip': '10.0.0.1',
    };
    await events.append([RICH, ...['a', 'b', 'c'].map((id) => sampleEvent(id, slow)), sampleEvent('none')]);
    const count = async (...by: Parameters<EventStore['count']>[1]) =>
      Object.fromEntries((await events.count(ALL, by)).map(({ key, count }) => [key.join(' '), count]));
    expect(await count('http.response.status_class')).toEqual({ '5xx': 1, '2xx': 3, '': 1 });
    expect(await count('http.response.status_code', 'service.name')).toEqual({
      '503 api': 1,
      '200 api': 3,
      ' api': 1,
    });
    expect(await count('event.duration_bin')).toEqual({
      [binOf(1_500_000)]: 1,
      [binOf(2_000_000_000)]: 3,
      '': 1,
    });
    expect(await count('client.ip', 'http.route')).toEqual({ ' /v1/orders/:id': 1, '10.0.0.1 ': 3, ' ': 1 });
    expect(await count('event.duration')).toEqual({ 1500000: 1, 2000000000: 3, '': 1 });
  });

  withEvents(
    'counts are split in buckets, and a late event changes the bucket it belongs to',
    async (events) => {
      const at = (second: number) => sampleEvent(String(second), { '@timestamp': NOON + second * SECOND });
      const window = { from: NOON, to: NOON + 10 * MINUTE };
      await events.append([at(5), at(59), at(60), at(600)]);
      await events.append([at(30)]);
      const counts = await events.count({ window }, ['service.name'], MINUTE);
      expect(counts.sort((a, b) => a.at - b.at)).toEqual([
        { key: ['api'], at: NOON, count: 3 },
        { key: ['api'], at: NOON + MINUTE, count: 1 },
      ]);
      expect(await events.count({ window }, [], HOUR)).toEqual([{ key: [], at: NOON, count: 4 }]);
      expect(await events.count({ window }, [])).toEqual([{ key: [], at: window.from, count: 4 }]);
    },
  );

  withEvents('a span says since when, until when, and how often', async (events) => {
    await events.append(
      [0, 3, 9].map((days) => sampleEvent(String(days), { '@timestamp': NOON + days * DAY })),
    );
    await events.append([sampleEvent('other', { 'event.code': 'API-2', '@timestamp': NOON - DAY })]);
    const where = { 'event.code': ['API-1'] };
    expect(await events.span({ ...ALL, where })).toEqual({ first: NOON, last: NOON + 9 * DAY, count: 3 });
    expect(await events.span({ ...ALL, where: { 'event.code': ['API-9'] } })).toBeUndefined();
  });

  withEvents(
    'whole days before the limit are dropped; a replay of what is left changes nothing',
    async (events) => {
      const days = [0, 1, 2].map((day) => sampleEvent(`day ${day}`, { '@timestamp': NOON + day * DAY }));
      await events.append(days);
      await events.drop(NOON + 2 * DAY);
      expect(await ids(events, {})).toEqual(['day 2']);
      expect(await events.append(days.slice(2))).toBe(0);
      expect(await events.append(days)).toBe(2);
      expect(await ids(events, {})).toEqual(['day 2', 'day 1', 'day 0']);
    },
  );
}
