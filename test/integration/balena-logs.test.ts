import { expect, test, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { collectingFrom, ITEM, keptWarnings, localBalena, quietFleet, readItem } from '../support/balena.ts';
import { openMemoryStore } from '../support/memory-store.ts';

const { signal } = new AbortController();

/** A fleet whose devices write what the test says, as lines of the service `turnstile` if it gives its id. */
async function talking(devices = 1) {
  const fleets = [{ ...quietFleet(devices), services: [] as string[] }];
  const balena = await localBalena({ fleets });
  const uuids = balena.hand.devices().map(({ uuid }) => String(uuid));
  const [uuid = ''] = uuids;
  const store = openMemoryStore({ clock: balena.clock });
  const opened = balena.source({ logs: uuids });
  const process = () => collectingFrom(opened, store, balena.clock);
  const texts = async () => (await process().events()).map(({ message }) => message);
  return { ...balena, uuid, uuids, opened, item: `${ITEM}/${uuid}`, store, process, texts };
}

test('lines are read with their device and, where known, their service', async () => {
  const { source, hand } = await localBalena();
  const kiosk = hand.devices().find(({ device_name: name }) => String(name).startsWith('kiosk'));
  const uuid = String(kiosk?.uuid);
  hand.say(uuid, 'hello', { serviceId: 10_001 });
  hand.say(uuid, 'Supervisor starting', { isSystem: true });
  const { events, calls } = await readItem(source({ logs: [uuid] }), `balena/shop/kiosk/${uuid}`);
  expect(calls).toBe(2);
  const [service, system] = events.slice(-2);
  expect(service?.origin).toMatchObject({ dataset: 'balena.log', service: 'payments-agent' });
  expect(system?.origin).toMatchObject({ service: 'kiosk' });
  expect(system?.origin.fields).toEqual({
    'device.fleet': 'kiosk',
    'device.name': kiosk?.device_name,
    'device.id': uuid,
  });
});

test('every line of an hour that the server holds is there once, in order', async () => {
  const { source, hand } = await localBalena();
  const uuid = String(hand.devices()[0]?.uuid);
  const opened = source({ logs: [uuid] });
  const first = await readItem(opened, `balena/shop/kiosk/${uuid}`);
  // A line each 20 seconds.
  expect(Math.abs(first.events.length - 183)).toBeLessThanOrEqual(2);
  expect(new Set(first.events.map(({ id }) => id)).size).toBe(first.events.length);
  const again = await readItem(opened, `balena/shop/kiosk/${uuid}`);
  expect(again.events.map(({ id }) => id)).toEqual(
    expect.arrayContaining(first.events.map(({ id }) => id).slice(3)),
  );
});

test('equal lines of one moment are as many events, also when they are read again', async () => {
  const { hand, uuid, item, process, texts, time } = await talking();
  const at = Date.now() - 2 * SECOND;
  for (let line = 0; line < 3; line++) hand.say(uuid, 'INFO tick', { timestamp: at, createdAt: at });
  for (const shift of [0, 20, 40]) {
    time.shift = shift * SECOND;
    await process().collect(item);
  }
  expect(await texts()).toEqual(['INFO tick', 'INFO tick', 'INFO tick']);
});

test('lines that a device sends an hour late are not lost', async () => {
  const { hand, uuid, item, process, texts, time } = await talking();
  hand.say(uuid, 'INFO before');
  await process().collect(item);
  time.shift = 5 * MINUTE;
  const late = Date.now() + time.shift - HOUR;
  hand.say(uuid, 'INFO written offline', { timestamp: late });
  hand.say(uuid, 'INFO back');
  time.shift += SECOND;
  await process().collect(item);
  expect((await texts()).toSorted()).toEqual(['INFO back', 'INFO before', 'INFO written offline']);
});

test('a device whose clock is a year ahead is not believed', async () => {
  const { hand, uuid, item, opened } = await talking();
  hand.say(uuid, 'INFO from the future', { timestamp: Date.now() + 365 * 24 * HOUR });
  const { events } = await readItem(opened, item);
  expect(events[0]?.at).toBe(events[0]?.ingestedAt);
});

test('a stack trace is one event, also where a reading saw only its beginning', async () => {
  const { hand, uuid, item, process, texts, time } = await talking();
  const trace = ['TypeError: x is undefined', '    at one (a.js:1:1)', '    at two (b.js:2:2)'];
  for (const line of trace.slice(0, 2)) hand.say(uuid, line, { isStdErr: true });
  await process().collect(item);
  hand.say(uuid, trace[2] ?? '', { isStdErr: true });
  for (let second = 10; second < 90; second += 5) {
    time.shift = second * SECOND;
    await process().collect(item);
  }
  expect(await texts()).toEqual([trace.join('\n')]);
});

test('lines that balena no longer had are said to be lost', async () => {
  const { hand, uuid, item, opened, time } = await talking();
  const { next } = await readItem(opened, item);
  time.shift = 2 * MINUTE;
  for (let line = 0; line < 1_200; line++) hand.say(uuid, `INFO ${line}`);
  const { texts } = await readItem(opened, item, next);
  expect(texts).toHaveLength(1_001);
  expect(texts[0]).toMatch(/^some log lines of kiosk-berlin-01 are lost/);
  expect(texts.at(-1)).toBe('INFO 1199');
});

test('a line that makes no sense is left out, the others are not', async () => {
  const { source, hand, uuid, item } = await talking();
  const { log, warnings } = keptWarnings();
  hand.say(uuid, 'INFO one', { timestamp: Number.NaN });
  hand.say(uuid, 'INFO two');
  expect((await readItem(source({ logs: [uuid] }, { log }), item)).texts).toEqual(['INFO two']);
  expect(warnings).toHaveLength(1);
});

test('a device that is gone is said to be, with what to do', async () => {
  const { hand, uuid, item, opened } = await talking();
  hand.remove(uuid);
  await expect(readItem(opened, item)).rejects.toMatchObject({ code: 'BALENA_NO_DEVICE' });
  expect(await opened.discover(signal)).toEqual([{ id: ITEM, title: 'shop/kiosk' }]);
});

/** Follows the live logs and reads at each hint, one reading after the other, until the test ends. */
function following({ opened, process }: Awaited<ReturnType<typeof talking>>) {
  const stopping = new AbortController();
  const { collect } = process();
  const hinted: string[] = [];
  let last = Promise.resolve();
  const onNews = (item: string) => {
    hinted.push(item);
    last = last.then(() => collect(item));
  };
  const done = opened.hints(onNews, stopping.signal);
  done.catch(() => {});
  const stop = async () => {
    stopping.abort();
    await done;
    await last;
  };
  return { hinted, done, stop };
}

test.each(['break', 'end'] as const)(
  'streams that %s are opened again, and no line is lost or doubled',
  async (how) => {
    const world = await talking(3);
    const { hand, uuids, texts } = world;
    const { stop } = following(world);
    const said: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await vi.waitUntil(() => hand.streams() === 3, { timeout: 5_000, interval: 10 });
      for (const uuid of uuids) {
        said.push(`INFO ${turn} of ${uuid}`);
        hand.say(uuid, `INFO ${turn} of ${uuid}`);
      }
      hand.dropStreams(how);
      said.push(`INFO ${turn} unheard`);
      hand.say(uuids[0] ?? '', `INFO ${turn} unheard`);
    }
    await vi.waitUntil(async () => (await texts()).length >= said.length, { timeout: 5_000, interval: 20 });
    await stop();
    expect((await texts()).toSorted()).toEqual(said.toSorted());
    await vi.waitUntil(() => hand.streams() === 0, { timeout: 2_000, interval: 10 });
  },
);

test('a device that writes without end is hinted at now and then, not at each line', async () => {
  const world = await talking();
  const { hand, uuid } = world;
  const { hinted, stop } = following(world);
  await vi.waitUntil(() => hand.streams() === 1, { interval: 5 });
  for (let line = 0; line < 500; line++) hand.say(uuid, `INFO ${line}`);
  await vi.waitUntil(() => hinted.length > 1, { interval: 5 });
  await stop();
  expect(hinted.length).toBeLessThan(10);
});

test('a token that is revoked ends the following with what to mend', async () => {
  const world = await talking();
  const { done } = following(world);
  await vi.waitUntil(() => world.hand.streams() === 1, { interval: 10 });
  world.hand.revokeToken(true);
  world.hand.dropStreams('break');
  await expect(done).rejects.toMatchObject({ code: 'BALENA_TOKEN' });
});

test('nobody is followed where no logs are read', async () => {
  const { source, hand } = await localBalena();
  await source().hints(() => {}, signal);
  expect(hand.calls.size).toBe(0);
});
