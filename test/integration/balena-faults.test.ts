import { expect, test } from 'vitest';
import { SECOND } from '../../src/core/time.ts';
import { ITEM, keptWarnings, localBalena, pointOf, quietFleet, readItem } from '../support/balena.ts';

const { signal } = new AbortController();
const small = { fleets: [quietFleet(3)] };

test('one call too many waits as long as balena asks, and all workers with it', async () => {
  const { source, hand } = await localBalena(small);
  const pauses: number[] = [];
  const openBudget = () => ({ take: async () => {}, pause: async (time: number) => void pauses.push(time) });
  hand.fail('device', 429, { times: 2, retryAfter: 3 });
  const { calls, throttled, points } = await readItem(source({}, { openBudget }), ITEM);
  expect({ calls, throttled, pauses }).toEqual({ calls: 3, throttled: 2, pauses: [3 * SECOND, 3 * SECOND] });
  expect(points.filter(({ metric }) => metric === 'device.online')).toHaveLength(3);
});

test('a long wait is left to the timetable, with what the reading cost', async () => {
  const { source, hand } = await localBalena(small);
  hand.fail('device', 429, { retryAfter: 90 });
  const batches: { calls: number; throttled: number }[] = [];
  const read = async () => {
    for await (const { cost, ends } of source().read(ITEM, undefined, signal)) {
      expect(ends).toBe(false);
      batches.push(cost);
    }
  };
  await expect(read()).rejects.toMatchObject({ code: 'BALENA_THROTTLED', retryAfter: 90 * SECOND });
  expect(batches).toEqual([{ calls: 1, throttled: 1 }]);
});

test('the right to call is asked for under the one name of the API, before each call', async () => {
  const { source, apiUrl } = await localBalena(small);
  const taken: AbortSignal[] = [];
  const opened: [string, number][] = [];
  const openBudget = (key: string, callsPerSecond: number) => {
    opened.push([key, callsPerSecond]);
    return { take: async (signal: AbortSignal) => void taken.push(signal), pause: async () => {} };
  };
  const { calls } = await readItem(source({ callsPerSecond: 5 }, { openBudget }), ITEM);
  expect(opened).toEqual([[`balena/${apiUrl}`, 5]]);
  expect(taken).toHaveLength(calls);
});

test('a server that refuses more than a few calls a second is kept to, and everything is read', async () => {
  const { source, hand } = await localBalena({ ...small, callsPerSecond: 0.2 });
  const opened = source();
  const reads = [];
  for (let turn = 0; turn < 2; turn++) reads.push(await readItem(opened, ITEM));
  await expect(readItem(opened, ITEM)).rejects.toMatchObject({ code: 'BALENA_THROTTLED' });
  expect(reads.map(({ points }) => points.length)).toEqual([3 * 6 + 7, 3 * 6 + 7]);
  expect(hand.calls.get('device')).toBe(2);
});

test('a server out of order for a moment costs nothing but time', async () => {
  const { source, hand } = await localBalena(small);
  hand.fail('device', 503, { times: 3 });
  expect((await readItem(source(), ITEM)).calls).toBe(4);
  hand.fail('device', 500, { times: 4 });
  await expect(readItem(source(), ITEM)).rejects.toMatchObject({ code: 'BALENA_UNAVAILABLE' });
});

test('a token that is revoked is said to be, and the fleet is not taken for empty', async () => {
  const { source, hand } = await localBalena(small);
  const opened = source();
  const { next } = await readItem(opened, ITEM);
  hand.revokeToken(true);
  const refused = {
    name: 'RejectedError',
    code: 'BALENA_TOKEN',
    advice: expect.stringContaining('BALENA_TOKEN'),
  };
  await expect(readItem(opened, ITEM, next)).rejects.toMatchObject(refused);
  await expect(opened.check(signal)).rejects.toMatchObject(refused);
  await expect(opened.discover(signal)).rejects.toMatchObject(refused);
  hand.revokeToken(false);
  expect((await readItem(opened, ITEM, next)).events).toEqual([]);
});

test('without a token nothing is asked', async () => {
  const { source, hand } = await localBalena(small);
  const opened = source({ token: undefined });
  await expect(opened.check(signal)).rejects.toMatchObject({ code: 'BALENA_TOKEN' });
  expect(hand.calls.size).toBe(0);
});

test('a fleet that can no longer be seen is a fault, not a fleet without devices', async () => {
  const { source } = await localBalena(small);
  const missing = source({ fleets: ['shop/nowhere'] });
  const [item] = await missing.discover(signal);
  await expect(readItem(missing, item?.id ?? '')).rejects.toMatchObject({ code: 'BALENA_NO_FLEET' });
  await expect(missing.check(signal)).rejects.toMatchObject({
    code: 'BALENA_NO_FLEET',
    message: expect.stringContaining('shop/nowhere'),
  });
});

test('a device that the settings name and that is not there is said by doctor', async () => {
  const { source } = await localBalena(small);
  const uuid = '0'.repeat(32);
  await expect(source({ logs: [uuid] }).check(signal)).rejects.toMatchObject({
    code: 'BALENA_NO_DEVICE',
    message: expect.stringContaining(uuid),
  });
});

test.each([
  ['wrong types', { cpu_usage: '12', is_active: 'yes' }],
  ['a missing field', { overall_status: undefined }],
  ['no time', { changed_api_heartbeat_state_on__date: 'yesterday' }],
])('a device with %s is left out and counted; the others go on', async (_, lie) => {
  const { source, hand } = await localBalena(small);
  const { log, warnings } = keptWarnings();
  const opened = source({}, { log });
  const { next } = await readItem(opened, ITEM);
  const uuid = String(hand.devices()[1]?.uuid);
  hand.set(uuid, lie);
  const read = await readItem(opened, ITEM, next);
  expect(read.points.filter(({ metric }) => metric === 'device.online')).toHaveLength(2);
  expect(pointOf(read, 'device.problems', { 'error.type': 'Unreadable' })).toBe(1);
  expect(read.events).toEqual([]);
  expect(warnings).toMatchObject([{ fleet: 'shop/kiosk', uuid }]);
});

test('while a row does not say whose it is, no device is said to be gone', async () => {
  const { source, hand } = await localBalena(small);
  const opened = source();
  const first = await readItem(opened, ITEM);
  const { device_name: name, uuid } = hand.devices()[1] ?? {};
  hand.set(String(uuid), { uuid: 7 });
  const lying = await readItem(opened, ITEM, first.next);
  expect(lying.texts).toEqual([]);
  hand.set(String(uuid), { uuid });
  expect((await readItem(opened, ITEM, lying.next)).texts).toEqual([]);
  hand.remove(String(uuid));
  const gone = await readItem(opened, ITEM, lying.next);
  expect(gone.texts).toEqual([`${name} is no longer in the fleet kiosk`]);
  expect((await readItem(opened, ITEM, lying.next)).events.map(({ id }) => id)).toEqual(
    gone.events.map(({ id }) => id),
  );
});

test('a full page on which no device has an id is a fault that passes', async () => {
  const { source, hand } = await localBalena({ fleets: [quietFleet(500)] });
  for (const { uuid } of hand.devices()) hand.set(String(uuid), { id: '2026-01-01T00:00:00Z' });
  await expect(readItem(source(), ITEM)).rejects.toMatchObject({ code: 'BALENA_BAD_REPLY' });
});
