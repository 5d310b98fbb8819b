import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';
import { collectingFrom, ITEM, localBalena, quietFleet } from '../support/balena.ts';
import { openMemoryStore } from '../support/memory-store.ts';

async function collecting() {
  const world = await localBalena({ fleets: [quietFleet(3)] });
  const { clock, time, hand } = world;
  const store = openMemoryStore({ clock });
  const process = (over: Partial<Store> = {}) => collectingFrom(world.source(), { ...store, ...over }, clock);
  const [uuid = ''] = hand.devices().map(({ uuid }) => String(uuid));
  const turn = (state: string) =>
    hand.set(uuid, {
      api_heartbeat_state: state,
      is_connected_to_vpn: state === 'online',
      changed_api_heartbeat_state_on__date: new Date(clock.now()).toISOString(),
    });
  return { ...world, store, process, uuid, turn, later: () => (time.shift += MINUTE) };
}

test('a device that goes offline is an event of its fleet, one code for all devices, and a value of 0', async () => {
  const { process, turn, later, store, clock, uuid } = await collecting();
  const { collect, events } = process();
  await collect(ITEM);
  turn('offline');
  later();
  await collect(ITEM);
  const [event, ...others] = await events();
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    message: 'kiosk-berlin-01 went offline',
    'log.level': 'warn',
    'service.name': 'kiosk',
    'event.dataset': 'balena.device',
    'device.fleet': 'kiosk',
    'device.name': 'kiosk-berlin-01',
    'device.id': uuid,
  });
  const window = { from: clock.now() - HOUR, to: clock.now() + MINUTE };
  const online = await store.series.read({ metric: 'device.online', window }, MINUTE, ['device.id']);
  const last = Object.fromEntries(
    online.map(({ labels, samples }) => [labels['device.id'], samples.at(-1)?.value]),
  );
  expect(Object.values(last).toSorted()).toEqual([0, 1, 1]);
  expect(last[uuid]).toBe(0);
});

test.each(['append', 'series', 'cursor'] as const)(
  'a crash at the %s loses no change and doubles none',
  async (at) => {
    const { process, turn, later, store, hand, uuid } = await collecting();
    await process().collect(ITEM);
    turn('offline');
    hand.set(uuid, { os_version: 'balenaOS 7.0.0' });
    later();
    const crash = async () => {
      throw new Error('the process ends here');
    };
    const crashing: Record<typeof at, Partial<Store>> = {
      append: { events: { ...store.events, append: crash } },
      series: { series: { ...store.series, write: crash } },
      cursor: {
        documents: {
          ...store.documents,
          put: (kind, ...rest) => (kind === 'cursor' ? crash() : store.documents.put(kind, ...rest)),
        },
      },
    };
    await expect(process(crashing[at]).collect(ITEM)).rejects.toThrow('the process ends here');
    later();
    const { collect, events } = process();
    await collect(ITEM);
    expect((await events()).map(({ message }) => message).toSorted()).toEqual([
      'kiosk-berlin-01 now runs balenaOS 7.0.0, before it was balenaOS 6.5.9',
      'kiosk-berlin-01 went offline',
    ]);
  },
);

test('a device that flaps is said to flap, once, and counted as long as it does', async () => {
  const { process, turn, later, store, clock } = await collecting();
  const { collect, events } = process();
  await collect(ITEM);
  for (let change = 0; change < 20; change++) {
    turn(change % 2 === 0 ? 'offline' : 'online');
    later();
    await collect(ITEM);
  }
  const messages = (await events()).map(({ message }) => message);
  expect(messages.filter((message) => message.includes('flaps'))).toHaveLength(1);
  expect(messages).toHaveLength(7);
  const window = { from: clock.now() - HOUR, to: clock.now() + MINUTE };
  const where = { 'error.type': ['Flapping'] };
  const [problems] = await store.series.read({ metric: 'device.problems', window, where }, MINUTE, []);
  expect(problems?.samples.at(-1)?.value).toBe(1);
});
