import type { Metric } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { pointsOf, withPage } from '../../src/sources/cloudwatch-metrics/answers.ts';
import { costWords } from '../../src/sources/cloudwatch-metrics/cost.ts';
import { firstCursor, held, nextStretch } from '../../src/sources/cloudwatch-metrics/cursor.ts';
import { atMost, batchesOf, countOf, wantedOf } from '../../src/sources/cloudwatch-metrics/wanted.ts';
import { SourceSettings } from '../../src/sources/index.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 30);
const LEAST = { kind: 'cloudwatch-metrics', regions: ['eu-west-1'] };
const REACH = { reach: 15 * MINUTE };

function listed(Namespace: string, MetricName: string, dimensions: Record<string, string>): Metric {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { Namespace, MetricName, Dimensions };
}
const cpu = (ClusterName: string, ServiceName: string) =>
  listed('AWS/ECS', 'CPUUtilization', { ClusterName, ServiceName });

describe('what is read', () => {
  test('an ECS service of two clusters is one series, and the busier one counts', () => {
    const [api, ...others] = wantedOf([cpu('a', 'api'), cpu('b', 'api')], { 'cloud.region': 'eu-west-1' });
    expect(others).toEqual([]);
    const [[series] = []] = batchesOf(api ? [api] : []);
    const row = (Id: string, value: number) => ({
      Id,
      StatusCode: 'Complete' as const,
      Timestamps: [new Date(0)],
      Values: [value],
    });
    const answers = withPage(new Map(), { MetricDataResults: [row('m0', 20), row('m1', 70)] });
    const { points } = pointsOf(series ? [series] : [], answers, { from: 0, to: MINUTE });
    expect(points).toMatchObject([
      { metric: 'container.cpu.utilization', labels: { 'service.name': 'api' }, value: 70 },
    ]);
  });

  test('a metric that is listed twice is read once', () => {
    expect(countOf(wantedOf([cpu('a', 'api'), cpu('a', 'api')], {}))).toBe(1);
  });

  test('what goes beyond the limit is left out series by series, the same whatever the order of the list', () => {
    const errors = ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'].map((name) =>
      listed('AWS/ApplicationELB', name, { LoadBalancer: 'app/shop/1' }),
    );
    const all = [...errors, cpu('a', 'api'), cpu('a', 'web')];
    const some = atMost(wantedOf(all, {}), 3);
    expect(some).toEqual(atMost(wantedOf(all.toReversed(), {}), 3));
    expect(some.map(({ metric }) => metric)).toEqual([
      'container.cpu.utilization',
      'container.cpu.utilization',
    ]);
  });

  test('the two metrics of a series are asked for in one call, though 500 fit in each', () => {
    const balancers = Array.from({ length: 334 }, (_, index) => index).flatMap((index) =>
      ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_2XX_Count'].map((name) =>
        listed('AWS/ApplicationELB', name, { LoadBalancer: `app/shop-${index}/1` }),
      ),
    );
    const batches = batchesOf(wantedOf(balancers, {}));
    const ids = batches.map((batch) => batch.flatMap(({ parts }) => parts.map(({ id }) => id)));
    expect(ids.flat()).toHaveLength(1_002);
    for (const one of ids) {
      expect(one.length).toBeLessThanOrEqual(500);
      expect(new Set(one).size).toBe(one.length);
    }
  });
});

describe('how far', () => {
  test('a new Region is read from the backfill to the last minute that is over', () => {
    const stretch = nextStretch(firstCursor(NOW, { backfill: 3 * HOUR }), NOW, REACH);
    expect(stretch?.next.position).toBe(NOW - 30_000);
    expect(stretch?.window.from).toBe(NOW - 30_000 - 3 * HOUR - 15 * MINUTE);
  });

  test('each reading goes back as far as points may be late, and once an hour three hours', () => {
    const cursor = { position: NOW - 30_000 - 5 * MINUTE, swept: NOW - 59 * MINUTE };
    expect(nextStretch(cursor, NOW, REACH)?.window.from).toBe(cursor.position - 15 * MINUTE);
    const later = { ...cursor, swept: NOW - HOUR };
    expect(nextStretch(later, NOW, REACH)).toMatchObject({
      window: { from: cursor.position - 3 * HOUR },
      next: { swept: NOW },
    });
  });

  test('within a minute there is nothing new, and after a month away only what AWS still has by the minute', () => {
    expect(nextStretch({ position: NOW - 30_000, swept: NOW }, NOW, REACH)).toBeUndefined();
    const stretch = nextStretch({ position: NOW - 30 * DAY, swept: NOW }, NOW, REACH);
    expect(stretch?.window.from).toBeGreaterThan(NOW - 15 * DAY);
  });

  test('what AWS leaves unanswered is waited for, for an hour', () => {
    const cursor = { position: NOW - 6 * MINUTE, swept: NOW };
    const stretch = nextStretch(cursor, NOW, REACH);
    if (!stretch) throw new Error('there is something to read');
    const waiting = held(cursor, stretch, NOW);
    expect(waiting).toEqual({ ...cursor, heldSince: NOW });
    expect(held(waiting, stretch, NOW + HOUR)).toEqual({ ...stretch.next, heldSince: NOW });
  });
});

test('what reading costs is said by the hour and the month', () => {
  expect(costWords(1, 5 * MINUTE)).toBe('12 metrics/h, about $0.09 a month');
  expect(costWords(1, MINUTE)).toBe('60 metrics/h, about $0.44 a month');
  expect(costWords(5_000, 5 * MINUTE)).toBe('60,000 metrics/h, about $438.00 a month');
});

test('a Region is all that has to be said; more than AWS keeps cannot be asked for', () => {
  expect(SourceSettings.parse(LEAST)).toMatchObject({
    name: 'cloudwatch-metrics',
    every: 5 * MINUTE,
    reach: 15 * MINUTE,
    backfill: 3 * HOUR,
    mostMetrics: 5_000,
  });
  for (const wrong of [{ backfill: '16d' }, { every: '30s' }, { namespaces: ['AWS/RDS'] }])
    expect(SourceSettings.safeParse({ ...LEAST, ...wrong }).success).toBe(false);
});
