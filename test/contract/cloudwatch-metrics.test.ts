import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { readItem } from '../support/balena.ts';
import { type Address, depsOf } from '../support/cloudwatch.ts';
import {
  BEGIN,
  ITEM,
  localMetrics,
  metricsSource,
  type Put,
  putThrough,
} from '../support/cloudwatch-metrics.ts';
import { motoIsWanted, startMoto } from '../support/moto.ts';

/** The same reader against our own server and against one that is not ours. */
const SERVERS: { name: string; start: () => Promise<{ address: Address; put: Put }> }[] = [
  {
    name: 'the local CloudWatch',
    start: async () => {
      const { server } = await localMetrics();
      return { address: server, put: async (...what) => server.hand.put(...what) };
    },
  },
  ...(motoIsWanted
    ? [
        {
          name: 'moto',
          start: async () => {
            const address = await startMoto();
            return { address, put: putThrough(address) };
          },
        },
      ]
    : []),
];

const rds = (metric: string) => ({
  namespace: 'AWS/RDS',
  metric,
  dimensions: { DBInstanceIdentifier: 'shop-db' },
});
const alb = (metric: string) => ({
  namespace: 'AWS/ApplicationELB',
  metric,
  dimensions: { LoadBalancer: 'app/shop/50dc6c495c0c9188' },
});
const clock = { now: () => BEGIN + 10 * MINUTE + 1 };
const PLACE = { 'cloud.region': 'eu-west-1' };
const DATABASE = { 'service.name': 'shop-db', ...PLACE };

describe.each(SERVERS)('CloudWatch metrics on $name', ({ start }) => {
  test('what was put is read to the figure, minute by minute', async () => {
    const { address, put } = await start();
    await put(rds('CPUUtilization'), [
      [BEGIN, 17.25],
      [BEGIN + 3 * MINUTE, 81.5],
    ]);
    await put(rds('FreeStorageSpace'), [[BEGIN + MINUTE, 41_000_000_001]]);
    const source = metricsSource(address, {}, depsOf(clock));
    const { points } = await readItem(source, ITEM);
    expect(points.toSorted((a, b) => a.at - b.at)).toEqual([
      { metric: 'database.cpu.utilization', labels: DATABASE, at: BEGIN, value: 17.25 },
      { metric: 'database.storage.free', labels: DATABASE, at: BEGIN + MINUTE, value: 41_000_000_001 },
      { metric: 'database.cpu.utilization', labels: DATABASE, at: BEGIN + 3 * MINUTE, value: 81.5 },
    ]);
  });

  test('requests are counted by class, errors of load balancer and targets together, and none twice', async () => {
    const { address, put } = await start();
    const at = BEGIN + MINUTE;
    await put(alb('RequestCount'), [[at, 107]]);
    await put(alb('HTTPCode_Target_2XX_Count'), [[at, 100]]);
    await put(alb('HTTPCode_Target_5XX_Count'), [[at, 4]]);
    await put(alb('HTTPCode_ELB_5XX_Count'), [[at, 3]]);
    const { points } = await readItem(metricsSource(address, {}, depsOf(clock)), ITEM);
    const labels = (status: string) => ({
      'service.name': 'shop',
      'http.route': '(all)',
      'http.response.status_class': status,
      ...PLACE,
    });
    expect(points.toSorted((a, b) => a.value - b.value)).toEqual([
      { metric: 'http.requests', labels: labels('5xx'), at, value: 7 },
      { metric: 'http.requests', labels: labels('2xx'), at, value: 100 },
    ]);
  });

  test('only what is a whole thing is read: no Availability Zones, no versions, no metrics we do not know', async () => {
    const { address, put } = await start();
    const [at, value] = [BEGIN + MINUTE, 1];
    await put(
      { namespace: 'AWS/Lambda', metric: 'Errors', dimensions: { FunctionName: 'f', Resource: 'f:1' } },
      [[at, value]],
    );
    await put({ namespace: 'AWS/ECS', metric: 'CPUUtilization', dimensions: { ClusterName: 'c' } }, [
      [at, value],
    ]);
    await put(rds('ReadIOPS'), [[at, value]]);
    await put({ namespace: 'Shop', metric: 'Orders', dimensions: {} }, [[at, value]]);
    const { points } = await readItem(metricsSource(address, {}, depsOf(clock)), ITEM);
    expect(points).toEqual([]);
  });

  test('a point that is revised, and one that comes late, replace what was read', async () => {
    const { address, put } = await start();
    await put(rds('DatabaseConnections'), [[BEGIN + 8 * MINUTE, 20]]);
    const time = { now: BEGIN + 10 * MINUTE };
    const deps = depsOf({ now: () => time.now });
    const source = metricsSource(address, {}, deps);
    const first = await readItem(source, ITEM);
    expect(first.points.map(({ value }) => value)).toEqual([20]);
    await put(rds('DatabaseConnections'), [
      [BEGIN + 7 * MINUTE, 8],
      [BEGIN + 8 * MINUTE, 40],
    ]);
    time.now += 5 * MINUTE;
    const { points } = await readItem(source, ITEM, first.next);
    const revised = address.accessKeyId === 'moto' ? 30 : 40;
    expect(points.map(({ at, value }) => [at, value])).toEqual([
      [BEGIN + 7 * MINUTE, 8],
      [BEGIN + 8 * MINUTE, revised],
    ]);
  });

  test('a namespace that is excluded is not read', async () => {
    const { address, put } = await start();
    await put(rds('CPUUtilization'), [[BEGIN, 1]]);
    const source = metricsSource(address, { namespaces: { exclude: ['AWS/R*'] } }, depsOf(clock));
    expect((await readItem(source, ITEM)).points).toEqual([]);
  });
});

test.runIf(motoIsWanted)(
  'the metrics of another account are read with its role, and named by its number',
  async () => {
    const address = await startMoto();
    const role = { roleArn: 'arn:aws:iam::111122223333:role/sysmon', externalId: 'shop' };
    const there = metricsSource(address, { role, name: 'other' }, depsOf(clock));
    await putThrough(address)(rds('CPUUtilization'), [[BEGIN, 5]]);
    expect((await readItem(there, 'other/eu-west-1')).points).toEqual([]);
    const keys = await assumed(address, role);
    await putThrough({ ...address, ...keys })(rds('CPUUtilization'), [[BEGIN, 50]]);
    const again = metricsSource(address, { role, name: 'other' }, depsOf(clock));
    const { points } = await readItem(again, 'other/eu-west-1');
    expect(points).toEqual([
      {
        metric: 'database.cpu.utilization',
        labels: { ...DATABASE, 'cloud.account.id': '111122223333' },
        at: BEGIN,
        value: 50,
      },
    ]);
    const { points: own } = await readItem(metricsSource(address, {}, depsOf(clock)), ITEM);
    expect(own.map(({ value }) => value)).toEqual([5]);
  },
);

async function assumed({ url, region, ...credentials }: Address, { roleArn }: { roleArn: string }) {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, RoleSessionName: 'test' },
    clientConfig: { region, endpoint: url },
    masterCredentials: credentials,
  })();
}
