import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import type { EventFilter, EventStore } from '../../src/store/event-store.ts';
import { NOON, RICH, sampleEvent } from '../support/sample-event.ts';
import type { OpenStore } from './open-store.ts';

const ALL = { window: { from: 0, to: NOON * 2 } };

/** How events are kept: once, whole, and until they are dropped. */
export function eventStoreContract(open: OpenStore): void {
  const withEvents = (name: string, body: (events: EventStore) => Promise<void>) =>
    test(name, async () => {
      const store = await open({ now: () => NOON });
      await body(store.events).finally(store.close);
    });
  const ids = async (events: EventStore, filter: Partial<EventFilter>, limit = 1_000) =>
    (await events.find({ ...ALL, ...filter }, limit)).map((event) => event['event.id']);

  withEvents('an event comes back whole', async (events) => {
    expect(await events.append([RICH])).toBe(1);
    expect(await events.find(ALL, 10)).toEqual([RICH]);
  });

  withEvents('events read again change nothing, and of two revisions the higher stays', async (events) => {
    const [first, grown] = [
      sampleEvent('a'),
      sampleEvent('a', { revision: 3, message: 'with its trace', 'log.level': 'fatal' }),
    ];
    expect(await events.append([first, sampleEvent('b')])).toBe(2);
    expect(await events.append([first, sampleEvent('c')])).toBe(1);
    expect(await events.append([first, grown, first])).toBe(1);
    expect(await events.append([first, grown])).toBe(0);
    expect(await events.append([])).toBe(0);
    expect(await events.find({ ...ALL, where: { 'event.id': ['a'] } }, 10)).toEqual([grown]);
    expect(await events.count(ALL, [])).toEqual([{ key: [], at: 0, count: 3 }]);
  });

  withEvents('two writers of the same batches store each event once', async (events) => {
    const batch = Array.from({ length: 2_000 }, (_, index) =>
      sampleEvent(String(index), { '@timestamp': NOON + index * MINUTE }),
    );
    const counts = await Promise.all(
      [batch, batch.toReversed(), batch, batch.toReversed()].map((events_) => events.append(events_)),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(2_000);
    expect(await events.count(ALL, [])).toEqual([{ key: [], at: 0, count: 2_000 }]);
  });

  withEvents('a count sees every append that has returned', async (events) => {
    for (let round = 1; round <= 5; round++) {
      await events.append([sampleEvent(`round ${round}`)]);
      expect(await events.count(ALL, [])).toEqual([{ key: [], at: 0, count: round }]);
    }
  });

  withEvents('events of any day have a place, before 1970 and far ahead', async (events) => {
    const times = [Date.UTC(1969, 11, 31), 0, Date.UTC(2099, 0, 1), Date.UTC(12_026, 0, 1)];
    expect(await events.append(times.map((at) => sampleEvent(`at ${at}`, { '@timestamp': at })))).toBe(4);
    const window = { from: Date.UTC(1969, 0), to: Date.UTC(13_000, 0) };
    expect(await ids(events, { window })).toHaveLength(4);
    expect((await events.count({ window }, [], HOUR)).map(({ at }) => at).sort((a, b) => a - b)).toEqual(
      times,
    );
  });

  withEvents('hostile text is kept: control characters, half pairs, names of any length', async (events) => {
    const name = '名'.repeat(2_000);
    const hostile = sampleEvent('h\0', {
      message: 'nul \0 half \ud83d\ttab \\N \\. \r\n <!channel> \u001b[31m',
      'service.name': name,
      'event.code': name,
      'http.route': `${'x'.repeat(199)}\u{1f600}`,
      labels: { 'key \0': 'value \udc00' },
    });
    await events.append([hostile]);
    const clean = {
      'event.id': 'h\ufffd',
      message: hostile.message.replace('\0', '\ufffd').replace('\ud83d', '\ufffd'),
      labels: { 'key \ufffd': 'value \ufffd' },
    };
    expect(await events.find({ ...ALL, where: { 'service.name': [name] } }, 1)).toEqual([
      { ...hostile, ...clean },
    ]);
    expect(await events.append([hostile])).toBe(0);
    expect(await ids(events, { text: 'NUL \0' })).toEqual(['h\ufffd']);
  });

  withEvents('a message of 10 MB is kept whole', async (events) => {
    const message = 'x'.repeat(10 * 1024 * 1024);
    await events.append([sampleEvent('long', { message })]);
    expect((await events.find(ALL, 1))[0]?.message.length).toBe(message.length);
  });
}
