import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import type { Labels, Point } from '../../src/core/series.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { freshDatabase } from '../support/database.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { event } from '../unit/aggregate/events.ts';
import { type TurnedClock, turnedClock } from '../unit/alerts/finding.ts';
import { NOW, openWorld, outage } from './alerts-world.ts';

const url = await freshDatabase();
const stores: Record<string, (clock: TurnedClock) => Promise<Store>> = {
  memory: async (clock) => openMemoryStore({ clock }),
  PostgreSQL: async (clock) => openPostgresStore({ url, clock, log: silentLog }),
};

describe.each(Object.entries(stores))('from what is measured to alerts, on %s', (store, open) => {
  let world: ReturnType<typeof openWorld>;
  /** Names of its own for each test: PostgreSQL keeps what the others wrote. */
  let own: string;

  beforeEach(async ({ task }) => {
    own = task.name.replaceAll(/\W+/g, '-').slice(0, 30);
    const clock = turnedClock(NOW);
    world = openWorld(await open(clock), clock);
    return () => world.store.close();
  });

  /** Minute by minute a source writes what it sees; the jobs run every third time. */
  async function polled(minutes: number, pointsAt: (at: number) => Point[]) {
    for (let count = 0; count < minutes; count++) {
      const minute = world.clock.now();
      world.clock.set(minute + MINUTE);
      await world.store.series.write(pointsAt(minute));
      if (count % 3 > 0 && count < minutes - 1) continue;
      await world.collect([]);
      await world.detect();
    }
  }

  const point = (metric: MetricName, labels: Labels, at: number, value: number): Point => ({
    metric,
    labels,
    at,
    value,
  });
  const mine = async () =>
    (await world.alerts.list()).map(({ data }) => data).filter(({ title }) => title.includes(own));

  const fleet = (at: number, offline: (index: number) => boolean) =>
    Array.from({ length: 20 }, (_, index) => index).flatMap((index) => {
      const labels = {
        'device.fleet': `acme/${own}`,
        'device.name': `kiosk-${index}`,
        'device.id': `${own}${index}`,
      };
      const value = offline(index) ? 0 : 1;
      return [point('device.online', labels, at, value), point('device.vpn', labels, at, value)];
    });

  test('many devices offline are one alert of their fleet that names them, and it ends when they are back', async () => {
    await polled(20, (at) => fleet(at, () => false));
    expect(await mine()).toEqual([]);
    await polled(8, (at) => fleet(at, (index) => index < 3 || (index === 5 && (at / MINUTE) % 2 === 0)));
    const [alert, ...others] = await mine();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      title: `acme/${own}: many devices offline`,
      state: 'firing',
      severity: 'warning',
    });
    expect(alert?.reason).toMatch(/^[34] of 20 devices offline .*; [34] of 20 devices off the VPN/);
    const things = alert?.affected?.things ?? [];
    expect(things.map(({ name }) => name)).toEqual(expect.arrayContaining(['kiosk-0', 'kiosk-1', 'kiosk-2']));
    expect(things.find(({ name }) => name === 'kiosk-0')?.note).toBe('since 10:20 UTC');
    await polled(8, (at) => fleet(at, () => false));
    expect(await mine()).toMatchObject([{ state: 'resolved' }]);
  });

  test('a device that comes and goes is said to flap', async () => {
    await polled(12, (at) => fleet(at, (index) => index < 2 || (index === 7 && (at / MINUTE) % 2 === 1)));
    const [alert] = await mine();
    const flapping = alert?.affected?.things.find(({ name }) => name === 'kiosk-7');
    expect(flapping?.note).toMatch(/^flapping: \d+ changes in an hour$/);
  });

  test('a crash loop and its errors are one alert of the service, with the pods that have it', async () => {
    const service = `shop-${own}`;
    const labels = {
      'service.name': service,
      'kubernetes.namespace': 'prod',
      'error.type': 'CrashLoopBackOff',
    };
    await polled(3, (at) => [point('container.problems', labels, at, 0)]);
    const crash = (pod: string, at: number) =>
      event(at, {
        'service.name': service,
        'error.type': 'CrashLoopBackOff',
        'event.code': 'CrashLoopBackOff',
        'kubernetes.pod.name': pod,
        message: `${pod} crashes again and again`,
      });
    const now = world.clock.now();
    world.clock.set(now + 8 * SECOND);
    await world.store.series.write([point('container.problems', labels, now, 3)]);
    await world.collect([crash('a', now), crash('b', now + 1), crash('a', now + 2)]);
    await world.detect();
    const [alert] = await mine();
    expect(alert).toMatchObject({
      title: `${service}: CrashLoopBackOff`,
      severity: 'severe',
      service,
      seen: 3,
      affected: { things: [{ name: 'a' }, { name: 'b' }], more: 1 },
      codes: [{ code: 'CrashLoopBackOff', count: 3 }],
    });
    world.clock.set(now + 30 * SECOND);
    const failing = outage(now, 5).map((one) => ({
      ...one,
      'service.name': service,
      'log.level': 'fatal' as const,
    }));
    await world.collect(failing);
    await world.detect();
    const all = await mine();
    expect(all).toHaveLength(1);
    expect(all[0]?.reason).toMatch(/CrashLoopBackOff: 3 containers/);
    expect(all[0]?.reason).toMatch(/5 fatal events in 5 min/);
  });

  test('a disk that fills is an alert of its host, and of that disk alone', async () => {
    const disk = (mount: string, at: number, value: number) =>
      point('host.disk.utilization', { 'host.name': `db-${own}`, 'disk.mount': mount }, at, value);
    await polled(14, (at) => [disk('/', at, 40), disk('/var', at, 93)]);
    expect(await mine()).toMatchObject([
      {
        title: `db-${own}: disks of hosts above the limit`,
        labels: { 'host.name': `db-${own}`, 'disk.mount': '/var' },
        expected: { low: 0, high: 90 },
      },
    ]);
  });

  test('containers whose measurements end are missed, and found again', async () => {
    const up = (at: number) => [
      point('container.up', { 'service.name': own, 'host.name': 'h', 'container.name': `${own}-1` }, at, 1),
    ];
    const past = Array.from({ length: 70 }, (_, index) => up(NOW + index * MINUTE));
    await world.store.series.write(past.flat());
    world.clock.set(NOW + 70 * MINUTE);
    await polled(2, up);
    expect(await mine()).toEqual([]);
    await polled(18, () => []);
    expect(await mine()).toMatchObject([{ kind: 'flatline', title: `${own}: no running containers` }]);
    await polled(5, up);
    expect(await mine()).toMatchObject([{ state: 'resolved' }]);
  });

  test('while the source that measures is behind, nobody knows whether it is over', async () => {
    await polled(10, (at) => fleet(at, (index) => index < 5));
    expect(await mine()).toMatchObject([{ state: 'firing' }]);
    world.clock.set(world.clock.now() + 30 * MINUTE);
    await world.detect();
    expect(await mine(), store).toMatchObject([{ state: 'firing' }]);
  });
});
