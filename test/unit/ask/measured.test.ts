import { expect, test } from 'vitest';
import { answer, known } from '../../../src/ask/index.ts';
import type { Answer } from '../../../src/core/answer.ts';
import type { MetricName } from '../../../src/core/metrics.ts';
import type { Point } from '../../../src/core/series.ts';
import { binOf } from '../../../src/core/sketch.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { clock, event, storeOf } from './stored.ts';
import { CONTAINERS, container, device, FLEET, gauge } from './things.ts';
import { NOW, questionIn, TIMEZONE } from './world.ts';

async function tell(points: readonly Point[], text: string): Promise<Answer> {
  const store = openMemoryStore({ clock });
  await store.series.write(points);
  return ask(store, text);
}

async function ask(store: Store, text: string): Promise<Answer> {
  const names = { ...(await known(store, clock, 0)) };
  return answer(questionIn(text, { known: names }), { store, clock, timezone: TIMEZONE });
}

test('devices: how many are online, those that are offline first, since when, and what they measure', async () => {
  const { headline, table, chart } = await tell(FLEET, 'devices');
  expect(headline).toBe('4 devices, 3 online.');
  expect(table?.rows[0]).toEqual([
    'door',
    'acme/kiosk',
    '🔴 offline',
    '–',
    '–',
    '–',
    '–',
    '–',
    '15:00 (30 min)',
  ]);
  expect(table?.rows.find(([name]) => name === 'lobby')).toEqual([
    'lobby',
    'acme/kiosk',
    'online',
    'off',
    '43 %',
    '–',
    '61.3 °C',
    '–',
    '',
  ]);
  expect(chart?.series[0]?.points.at(-1)?.value).toBe(75);
});

test('devices of a fleet, whose name has a slash', async () => {
  expect((await tell(FLEET, 'devices fleet acme/kiosk')).headline).toBe('3 devices, 2 online.');
  const { table } = await tell(FLEET, 'devices by fleet');
  expect(table?.rows).toEqual([
    ['acme/kiosk', '3', '2', '1', '66.7 %'],
    ['acme/gateway', '1', '1', '0', '100 %'],
  ]);
});

test('offline devices are those that are; of a time gone by, those that were', async () => {
  const now = await tell(FLEET, 'which devices are offline');
  expect([now.headline, now.table?.rows.map(([name]) => name)]).toEqual([
    '1 of 4 devices are offline.',
    ['door'],
  ]);
  const { headline, table } = await tell(FLEET, 'devices offline last 2h');
  expect(headline).toBe('2 of 4 devices were offline at some time.');
  expect(table?.rows.map(([name]) => name)).toEqual(['door', 'hall']);
});

test('containers: the worst first, with restarts of the window', async () => {
  const { headline, table } = await tell(CONTAINERS, 'containers');
  expect(headline).toBe('4 containers, 3 running, 1 of them unhealthy.');
  expect(
    table?.rows.map(([name, , state, , memory, restarts, up]) => [name, state, memory, restarts, up]),
  ).toEqual([
    ['job-1', '🔴 down', '–', '0', '–'],
    ['api-2', '🔴 unhealthy', '90 %', '0', '–'],
    ['web-1', 'running', '–', '1', '–'],
    ['api-1', 'running', '40 %', '0', '2 h'],
  ]);
});

test.each([
  ['containers of api', ['api-2', 'api-1']],
  ['unhealthy containers', ['api-2']],
  ['restarted containers', ['web-1']],
  ['stopped containers', ['job-1']],
])('%s', async (text, names) => {
  expect((await tell(CONTAINERS, text)).table?.rows.map(([name]) => name)).toEqual(names);
});

test('memory is of what the words say, the highest first, beside the time before', async () => {
  const { headline, table, chart } = await tell(CONTAINERS, 'memory api by container last 1h');
  expect(headline).toBe('Memory of containers: 65 % on average, 10 more than the hour before (55 %).');
  expect(table?.rows).toEqual([
    ['api-2', '90 %', '90 %', '90 %'],
    ['api-1', '40 %', '40 %', '40 %'],
  ]);
  expect(chart?.series.map(({ name }) => name)).toEqual(['api-2', 'api-1']);
  const both = [...CONTAINERS, ...gauge('host.memory.utilization', { 'host.name': 'db-1' }, () => 70)];
  const all = await tell(both, 'memory');
  expect(all.table?.rows).toEqual([['db-1', '70 %', '70 %', '70 %']]);
  expect(all.notes).toEqual(['Measured of containers too: ask for it "by container".']);
  expect((await tell(FLEET, 'cpu of devices')).table?.rows[0]?.[0]).toBe('lobby');
});

test('pods: those not ready first, with what their deployment suffers from', async () => {
  const pod = (name: string) => ({
    'service.name': 'api',
    'kubernetes.namespace': 'prod',
    'kubernetes.pod.name': name,
    'kubernetes.node.name': 'node-1',
  });
  const points = [
    ...gauge('pod.ready', pod('api-a'), () => 1),
    ...gauge('pod.ready', pod('api-b'), () => 0),
    ...gauge(
      'container.problems',
      { 'service.name': 'api', 'kubernetes.namespace': 'prod', 'error.type': 'CrashLoopBackOff' },
      () => 1,
    ),
    ...gauge(
      'container.problems',
      { 'service.name': 'web', 'kubernetes.namespace': 'prod', 'error.type': 'OOMKilled' },
      () => 1,
    ),
    ...gauge(
      'container.restarts',
      { ...container('api'), 'kubernetes.namespace': 'prod', 'kubernetes.pod.name': 'api-b' },
      (ago) => (ago % 20 === 0 ? 1 : 0),
    ),
  ];
  const { headline, table } = await tell(points, 'pods in prod');
  expect(headline).toBe('2 pods, 1 ready.');
  expect(table?.rows).toEqual([
    ['api-b', 'prod', '🔴 not ready', '3', '–', '–', 'CrashLoopBackOff'],
    ['api-a', 'prod', 'ready', '0', '–', '–', ''],
  ]);
  expect((await tell(points, 'crashlooping pods')).table?.rows.map(([name]) => name)).toEqual(['api-b']);
});

test('hosts: what they use, the fullest first', async () => {
  const points = [
    ...gauge('host.cpu.utilization', { 'host.name': 'db-1' }, () => 12),
    ...gauge('host.disk.utilization', { 'host.name': 'db-2', 'disk.mount': '/' }, () => 30),
    ...gauge('host.disk.utilization', { 'host.name': 'db-2', 'disk.mount': '/var' }, () => 93),
    ...gauge('host.problems', { 'host.name': 'db-2', 'error.type': 'DiskPressure' }, () => 1),
  ];
  expect((await tell(points, 'hosts')).table?.rows).toEqual([
    ['db-2', '–', '–', '93 %', '–', 'DiskPressure'],
    ['db-1', '12 %', '–', '–', '–', ''],
  ]);
});

function durations(metric: MetricName, page: string, milliseconds: number, count: number): Point[] {
  const labels = { 'service.name': 'web', 'url.path': page };
  return gauge(metric, labels, () => count).map((point) => ({
    ...point,
    bins: { [binOf(milliseconds * 1e6)]: count },
  }));
}

test('pages: loads, percentiles and vitals, the slowest first', async () => {
  const points = [
    ...durations('page.load.duration', '/', 800, 2),
    ...durations('page.load.duration', '/checkout', 3000, 1),
    ...durations('page.largest_contentful_paint', '/checkout', 2500, 1),
    ...gauge('page.layout_shift', { 'service.name': 'web', 'url.path': '/checkout' }, () => 0.2),
  ];
  const { headline, table } = await tell(points, 'pages web');
  expect(headline).toMatch(/^p95 3(\.0\d)? s over 180 page loads, as in the hour before\.$/);
  expect(table?.rows.map(([page, loads]) => [page, loads])).toEqual([
    ['/checkout', '60'],
    ['/', '120'],
  ]);
  expect(table?.rows[0]?.slice(-3)).toEqual([expect.stringMatching(/^2\.\d+ s$/), '–', '0.2']);
});

test('clicks: by page and target, beside the time before', async () => {
  const labels = { 'service.name': 'web', 'url.path': '/', 'click.target': 'Buy' };
  const { headline, table } = await tell(
    gauge('user.clicks', labels, (ago) => (ago > 60 ? 1 : 3)),
    'clicks web',
  );
  expect(headline).toBe('180 clicks, 3 times the hour before (60).');
  expect(table?.rows).toEqual([['/', 'Buy', '180', '60']]);
});

test('where nothing was ever measured the answer says what would bring it; else that there is none of that', async () => {
  const never = await tell([], 'devices');
  expect(never.notes.join()).toMatch(/set up a source for it \(docs\/sources\).*balena/);
  const none = await tell(FLEET, 'cpu of hosts');
  expect(none.table).toBeUndefined();
  const store = openMemoryStore({ clock });
  await store.series.write(FLEET);
  expect((await ask(store, 'devices 10 hours ago')).headline).toBe(
    'Nothing has been measured of that in this time.',
  );
});

test('a measured request is a request, and no log line', async () => {
  const measured = { 'event.action': 'request', 'http.response.status_code': 500, 'http.route': '/pay' };
  const store = await storeOf([event(NOW - HOUR / 2), event(NOW - HOUR / 2, measured)]);
  expect((await ask(store, 'logs api last 1h')).headline).toBe('1 log line.');
  expect((await ask(store, 'errors api last 1h')).headline).toMatch(/^1 error,/);
  expect((await ask(store, 'requests api last 1h')).headline).toMatch(/^1 request,/);
});

test('names that exist in metrics only are known', async () => {
  const store = openMemoryStore({ clock });
  await store.series.write([...FLEET, ...CONTAINERS]);
  expect(await known(store, clock, 0)).toEqual({
    services: ['api', 'job', 'web'],
    fleets: ['acme/gateway', 'acme/kiosk'],
    namespaces: [],
    hosts: ['db-1'],
  });
});

test('a table holds 99 rows, and says how many more there are', async () => {
  const many = Array.from({ length: 120 }, (_, place) => ({
    metric: 'device.online' as const,
    labels: device(`kiosk-${place}`),
    at: NOW - MINUTE,
    value: 1,
  }));
  const { table } = await tell(many, 'devices');
  expect([table?.rows.length, table?.more]).toEqual([99, 21]);
});
