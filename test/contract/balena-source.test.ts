import { describe, expect, test } from 'vitest';
import { FLEETS } from '../../sandbox/balena/plan.ts';
import { MINUTE } from '../../src/core/time.ts';
import { FLEET, ITEM, localBalena, pointOf, quietFleet, readItem } from '../support/balena.ts';

const { signal } = new AbortController();

describe('what there is', () => {
  test('every fleet of the token appears by itself, one that is excluded does not', async () => {
    const { source } = await localBalena();
    expect(await source().discover(signal)).toEqual([
      { id: 'balena/shop/gate', title: 'shop/gate' },
      { id: 'balena/shop/kiosk', title: 'shop/kiosk' },
    ]);
    const some = await source({ exclude: ['shop/gate'] }).discover(signal);
    expect(some.map(({ title }) => title)).toEqual([FLEET]);
  });

  test('the log of a device that is online is read where the settings ask for it', async () => {
    const { source, hand } = await localBalena({ fleets: [quietFleet(3)] });
    const [first, second, third] = hand.devices();
    hand.set(String(first?.uuid), {
      api_heartbeat_state: 'offline',
      changed_api_heartbeat_state_on__date: new Date(Date.now() - 20 * MINUTE).toISOString(),
    });
    const online = await source({ logs: 'online' }).discover(signal);
    const logs = (uuids: unknown[]) => [ITEM, ...uuids.map((uuid) => `${ITEM}/${uuid}`)];
    expect(online.map(({ id }) => id)).toEqual(logs([second?.uuid, third?.uuid]));
    const named = await source({ logs: [first?.uuid] }).discover(signal);
    expect(named.map(({ id }) => id)).toEqual(logs([first?.uuid]));
  });

  test('two fleets of one name are refused with how to tell them apart', async () => {
    const fleets = [quietFleet(1), { ...quietFleet(1), slug: 'mall/kiosk' }];
    const { source } = await localBalena({ fleets });
    await expect(source().check(signal)).rejects.toMatchObject({
      code: 'BALENA_SAME_NAME',
      advice: expect.stringContaining('names: { shop/kiosk: shop-kiosk }'),
    });
    const items = await source({ names: { 'mall/kiosk': 'mall' } }).discover(signal);
    expect(items).toHaveLength(2);
  });
});

describe('the values of a fleet', () => {
  test.each(FLEETS)(
    'are what the server holds of the $devices devices of $slug',
    async ({ slug, devices }) => {
      const { source, hand } = await localBalena();
      const read = await readItem(source(), `balena/${slug}`);
      const held = hand.devices().filter((row) => JSON.stringify(row.belongs_to__application).includes(slug));
      expect(held).toHaveLength(devices);
      expect(new Set(read.points.map(({ labels }) => labels['device.id'])).size).toBe(devices + 1);
      for (const row of held) {
        const value = (metric: string) => pointOf(read, metric, { 'device.id': String(row.uuid) });
        expect(value('device.online')).toBe(Number(row.api_heartbeat_state === 'online'));
        expect(value('device.vpn')).toBe(Number(row.is_connected_to_vpn));
        expect(value('device.cpu.utilization')).toBe(row.cpu_usage);
        expect(value('device.temperature')).toBe(row.cpu_temp);
        const memory = (Number(row.memory_usage) / Number(row.memory_total)) * 100;
        expect(value('device.memory.utilization')).toBe(memory);
        const storage = (Number(row.storage_usage) / Number(row.storage_total)) * 100;
        expect(value('device.storage.utilization')).toBe(storage);
      }
      expect(read.calls).toBe(1);
    },
  );

  test('tell nothing that an offline device measured long ago, and nothing at all of a deactivated one', async () => {
    const { source, hand } = await localBalena({ fleets: [quietFleet(2)] });
    const [offline, inactive] = hand.devices().map(({ uuid }) => String(uuid));
    hand.set(offline ?? '', { api_heartbeat_state: 'offline', is_connected_to_vpn: false });
    hand.set(inactive ?? '', { is_active: false, api_heartbeat_state: 'offline' });
    const { points } = await readItem(source(), ITEM);
    const devices = points.filter(({ labels }) => 'device.id' in labels);
    expect(devices.map(({ metric, value, labels }) => [metric, value, labels['device.id']])).toEqual([
      ['device.online', 0, offline],
      ['device.vpn', 0, offline],
    ]);
  });

  test('say how far an update is while there is one', async () => {
    const { source, hand } = await localBalena({ fleets: [quietFleet(1)] });
    const uuid = String(hand.devices()[0]?.uuid);
    const progress = async () => pointOf(await readItem(source(), ITEM), 'device.update.progress', {});
    expect(await progress()).toBeUndefined();
    hand.set(uuid, { overall_status: 'updating', overall_progress: 40 });
    expect(await progress()).toBe(40);
  });

  test('count each problem, and say 0 once it is gone', async () => {
    const { source, hand } = await localBalena({ fleets: [quietFleet(4)] });
    const [one, two, three] = hand.devices().map(({ uuid }) => String(uuid));
    const problems = async () => {
      const { points } = await readItem(source(), ITEM);
      const found = points.filter(({ metric }) => metric === 'device.problems');
      return Object.fromEntries(found.map(({ labels, value }) => [labels['error.type'], value]));
    };
    const none = {
      Offline: 0,
      ReducedFunctionality: 0,
      Flapping: 0,
      UpdateFailed: 0,
      LowStorage: 0,
      Undervolted: 0,
      Unreadable: 0,
    };
    expect(await problems()).toEqual(none);
    hand.set(one ?? '', { api_heartbeat_state: 'offline', update_status: 'rejected' });
    hand.set(two ?? '', { overall_status: 'reduced-functionality', is_undervolted: true });
    hand.set(three ?? '', { storage_usage: 95, storage_total: 100, update_status: 'aborted' });
    const some = { Offline: 1, ReducedFunctionality: 1, UpdateFailed: 2, LowStorage: 1, Undervolted: 1 };
    expect(await problems()).toEqual({ ...none, ...some });
    hand.set(one ?? '', { api_heartbeat_state: 'online', update_status: 'done' });
    expect(await problems()).toMatchObject({ Offline: 0, UpdateFailed: 1 });
  });
});

test('10,000 devices are read page by page, each once, in 21 calls and never more than a page at a time', async () => {
  const { source, hand } = await localBalena({ fleets: [quietFleet(10_000)] });
  const opened = source();
  const seen = new Set<string>();
  let [calls, biggest, online] = [0, 0, 0];
  let next: unknown;
  for await (const batch of opened.read(ITEM, undefined, signal)) {
    for (const { metric, labels, value } of batch.points) {
      if (metric !== 'device.online') continue;
      seen.add(labels['device.id'] ?? '');
      online += value;
    }
    biggest = Math.max(biggest, batch.points.length + batch.events.length);
    calls += batch.cost.calls;
    if (batch.ends) next = batch.next;
  }
  expect(seen.size).toBe(10_000);
  expect(online).toBe(hand.devices().filter((row) => row.api_heartbeat_state === 'online').length);
  expect(calls).toBe(21);
  expect(biggest).toBeLessThanOrEqual(500 * 7);
  expect(JSON.stringify(next).length).toBeLessThan(10_000 * 220);
});

test('devices that are deleted are told by name, and only they, over pages', async () => {
  const { source, hand } = await localBalena({ fleets: [quietFleet(1_200)] });
  const opened = source();
  const { next } = await readItem(opened, ITEM);
  const gone = hand.devices().slice(498, 502);
  for (const { uuid } of gone) hand.remove(String(uuid));
  const { texts } = await readItem(opened, ITEM, next);
  expect(texts).toEqual(gone.map(({ device_name: name }) => `${name} is no longer in the fleet kiosk`));
});
