import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { compare, noticedAt } from '../../../src/sources/balena/changes.ts';
import type { Known } from '../../../src/sources/balena/cursor.ts';
import { Device } from '../../../src/sources/balena/schema.ts';

const START = Date.parse('2026-11-24T10:00:00Z');
const EVERY = 55_000;

function device(fields: object = {}): Device {
  return Device.parse({
    id: 1,
    uuid: 'a1',
    device_name: 'gate-01',
    created_at: '2026-01-01T00:00:00.000Z',
    is_active: true,
    api_heartbeat_state: 'online',
    changed_api_heartbeat_state_on__date: '2026-11-20T00:00:00.000Z',
    is_connected_to_vpn: true,
    overall_status: 'operational',
    overall_progress: null,
    update_status: 'done',
    os_version: 'balenaOS 6.5.9',
    cpu_usage: 10,
    cpu_temp: 50,
    memory_usage: 1,
    memory_total: 2,
    storage_usage: 1,
    storage_total: 2,
    is_undervolted: false,
    is_running__release: [{ raw_version: '1.0.0', commit: 'c0ffee0' }],
    ...fields,
  });
}

/** Reads a device again and again, a minute apart; tells what changed. */
function watching(flappingAbove = 6) {
  let known: Known | undefined;
  let before: number | undefined;
  let now = START;
  const read = (fields: object = {}) => {
    const noticed = noticedAt(before, now, EVERY);
    const reading = { before, now, noticed, backfill: HOUR, flappingAbove };
    const seen = compare(known, device(fields), reading);
    known = seen.known;
    before = now;
    now += MINUTE;
    return seen.changes;
  };
  const heartbeat = (state: string, at = now) =>
    read({
      api_heartbeat_state: state,
      is_connected_to_vpn: state === 'online',
      changed_api_heartbeat_state_on__date: new Date(at).toISOString(),
    }).map(({ what }) => what);
  return { read, heartbeat, now: () => now, sleep: (time: number) => (now += time) };
}

test('what is as it was is no news', () => {
  const { read } = watching();
  expect([read(), read(), read({ cpu_usage: 90 })]).toEqual([[], [], []]);
});

test('a device that goes offline has gone when balena says that it has', () => {
  const { read, now } = watching();
  read();
  const at = now() - 40_000;
  const offline = { api_heartbeat_state: 'offline', is_connected_to_vpn: false };
  const changed = { changed_api_heartbeat_state_on__date: new Date(at).toISOString() };
  expect(read({ ...offline, ...changed, overall_status: 'disconnected' })).toEqual([
    { what: 'offline', at, key: at },
  ]);
});

test('a heartbeat that is a little late is not an offline device', () => {
  const { read, heartbeat } = watching();
  read();
  expect(heartbeat('timeout')).toEqual([]);
  expect(heartbeat('offline')).toEqual(['offline']);
});

test('an interruption between two readings is told, since balena says when it ended', () => {
  const { read, heartbeat } = watching();
  read();
  expect(heartbeat('online')).toEqual(['interrupted']);
});

test('where no heartbeat was ever heard of, the VPN says whether a device is there', () => {
  const { read } = watching();
  const silent = { api_heartbeat_state: 'unknown', changed_api_heartbeat_state_on__date: null };
  read(silent);
  expect(read({ ...silent, is_connected_to_vpn: false })).toMatchObject([{ what: 'offline' }]);
});

test('at the first reading only a device that has just gone offline is told', () => {
  const offlineFor = (time: number) =>
    watching().read({
      api_heartbeat_state: 'offline',
      changed_api_heartbeat_state_on__date: new Date(START - time).toISOString(),
    });
  expect(offlineFor(30 * MINUTE)).toMatchObject([{ what: 'offline', at: START - 30 * MINUTE }]);
  expect(offlineFor(2 * HOUR)).toEqual([]);
});

test('release, OS, name and status are told with what they were before', () => {
  const { read } = watching();
  read();
  const changes = read({
    is_running__release: [{ raw_version: '', commit: 'c0ffee0123' }],
    os_version: null,
    device_name: 'gate-02',
    overall_status: 'updating',
  });
  expect(changes.map(({ what, from, to }) => [what, from, to])).toEqual([
    ['status', 'operational', 'updating'],
    ['release', '1.0.0', 'c0ffee0'],
    ['os', 'balenaOS 6.5.9', null],
    ['name', 'gate-01', 'gate-02'],
  ]);
});

test('a device that flaps is said to flap once, and to be steady once it is', () => {
  const { read, heartbeat, sleep } = watching(4);
  read();
  const turns = Array.from({ length: 9 }, (_, turn) => heartbeat(turn % 2 === 0 ? 'offline' : 'online'));
  expect(turns).toEqual([['offline'], ['online'], ['offline'], ['online'], ['flaps'], [], [], [], []]);
  sleep(HOUR);
  expect(heartbeat('online')).toEqual(['steady', 'online']);
});

test('a VPN that comes and goes flaps too', () => {
  const { read } = watching(2);
  const status = (overall_status: string) => read({ overall_status }).map(({ what }) => what);
  status('operational');
  expect(status('reduced-functionality')).toEqual(['status']);
  expect(status('operational')).toEqual(['status']);
  expect(status('reduced-functionality')).toEqual(['flaps']);
});

test('a reading made again tells the same, with the same time', () => {
  const known = compare(undefined, device(), {
    before: undefined,
    now: START,
    noticed: START,
    backfill: HOUR,
    flappingAbove: 6,
  }).known;
  const reading = (now: number) => ({
    before: START,
    now,
    noticed: noticedAt(START, now, EVERY),
    backfill: HOUR,
    flappingAbove: 6,
  });
  const changed = device({ overall_status: 'updating' });
  const once = compare(known, changed, reading(START + 60_000));
  expect(compare(known, changed, reading(START + 95_000)).changes).toEqual(once.changes);
});

test('what changed in an outage is told for the time after it', () => {
  expect(noticedAt(START, START + 3 * HOUR, EVERY)).toBe(START + 3 * HOUR);
});
