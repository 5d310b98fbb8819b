import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { keptWarnings, readItem } from '../support/balena.ts';
import { BEGIN, ITEM, localMetrics, metricsSource, QUEUE } from '../support/cloudwatch-metrics.ts';

const { signal } = new AbortController();
const AGE = { ...QUEUE, metric: 'ApproximateAgeOfOldestMessage' };
const AT = BEGIN - MINUTE;

async function queueWorld() {
  const world = await localMetrics();
  world.hand.put(QUEUE, [[AT, 7]]);
  world.hand.put(AGE, [[AT, 30]]);
  return { ...world, opened: world.source() };
}

const valuesOf = (points: readonly { value: number }[]) =>
  points.map(({ value }) => value).toSorted((a, b) => a - b);

test('throttled calls are made again within a reading; more of them end it, and the next has all of it', async () => {
  const { hand, opened } = await queueWorld();
  hand.fail('GetMetricData', 'ThrottlingException', { message: 'Rate exceeded', times: 2 });
  const read = await readItem(opened, ITEM);
  expect(read).toMatchObject({ throttled: 2 });
  expect(valuesOf(read.points)).toEqual([7, 30]);
  hand.fail('GetMetricData', 'Throttling', { message: 'Rate exceeded', times: 4 });
  await expect(readItem(opened, ITEM)).rejects.toMatchObject({ code: 'AWS_THROTTLED' });
  expect(valuesOf((await readItem(opened, ITEM)).points)).toEqual([7, 30]);
});

test.each(['PartialData', 'InternalError'])(
  'a metric answered with %s is not half stored; it is asked for again, and the others are not lost',
  async (code) => {
    const { hand, opened, time } = await queueWorld();
    const before = { position: AT, swept: BEGIN };
    hand.status('ApproximateAgeOfOldestMessage', code);
    const first = await readItem(opened, ITEM, before);
    expect(valuesOf(first.points)).toEqual([7]);
    expect(first.next).toMatchObject({ position: AT });
    time.now += 5 * MINUTE;
    const second = await readItem(opened, ITEM, first.next);
    expect(valuesOf(second.points)).toEqual([7, 30]);
    expect(second.next).toEqual({ position: BEGIN + 5 * MINUTE, swept: BEGIN });
  },
);

test('a metric that AWS never answers holds the others up for an hour, no longer', async () => {
  const { hand, opened, time, source } = await queueWorld();
  hand.status('ApproximateAgeOfOldestMessage', 'Forbidden', 100);
  const { next } = await readItem(opened, ITEM, { position: AT, swept: BEGIN });
  time.now += HOUR;
  const { log, warnings } = keptWarnings();
  const later = await readItem(source({}, { log }), ITEM, next);
  expect(later.next).toMatchObject({ position: BEGIN + HOUR });
  expect(warnings).toMatchObject([{ missing: 1 }]);
});

const seconds = AT / SECOND;
const row = (more: object) => ({
  Id: 'm0',
  StatusCode: 'Complete',
  Timestamps: [seconds],
  Values: [1],
  ...more,
});

describe('a CloudWatch that lies is never believed, and forgotten once it is right again', () => {
  test.each([
    ['no results at all', {}],
    ['results that are text', { MetricDataResults: 'none' }],
    ['values that are text', { MetricDataResults: [row({ Values: ['many'] })] }],
    ['a value that is null', { MetricDataResults: [row({ Values: [null] })] }],
    ['fewer values than times', { MetricDataResults: [row({ Timestamps: [seconds, seconds + 60] })] }],
    ['times without values', { MetricDataResults: [row({ Values: undefined })] }],
    ['times that are none', { MetricDataResults: [row({ Timestamps: ['yesterday'] })] }],
    ['a metric that nobody asked for', { MetricDataResults: [row({ Id: 'x9' })] }],
    ['a time of another year', { MetricDataResults: [row({ Timestamps: [4e9] })] }],
  ])('%s', async (_, answer) => {
    const { hand, opened } = await queueWorld();
    const before = { position: AT, swept: BEGIN };
    hand.lie('GetMetricData', answer, 4);
    const lied = await readItem(opened, ITEM, before).catch((error) => ({ error, points: [], next: before }));
    expect(lied.points).toEqual([]);
    expect(lied.next).toMatchObject({ position: AT });
    for (let left = 0; left < 4; left++) await readItem(opened, ITEM, lied.next).catch(() => {});
    expect(valuesOf((await readItem(opened, ITEM, lied.next)).points)).toEqual([7, 30]);
  });

  test.each([
    ['metrics that are none', [{}, { Namespace: 'AWS/SQS', MetricName: 7, Dimensions: [{}] }, null]],
    [
      'dimensions that are text',
      [{ Namespace: 'AWS/SQS', MetricName: QUEUE.metric, Dimensions: 'QueueName' }],
    ],
    ['a list that is none', 'none'],
  ])('%s', async (_, Metrics) => {
    const { hand, opened, time } = await queueWorld();
    hand.lie('ListMetrics', { Metrics }, 6);
    const lied = await readItem(opened, ITEM).catch(() => ({ points: [] }));
    expect(lied.points).toEqual([]);
    time.now += 10 * MINUTE;
    for (let left = 0; left < 4; left++) await readItem(opened, ITEM).catch(() => {});
    expect(valuesOf((await readItem(opened, ITEM)).points)).toEqual([7, 30]);
  });

  test('pages without an end', async () => {
    const { hand, opened } = await queueWorld();
    hand.lie('GetMetricData', { MetricDataResults: [], NextToken: 'more' }, 1_000);
    await expect(readItem(opened, ITEM)).rejects.toMatchObject({ code: 'AWS_PAGING' });
  });
});

test('a page token that AWS forgot is tried again, and is nothing that a person has to mend', async () => {
  const { hand, opened } = await queueWorld();
  hand.lie('GetMetricData', { MetricDataResults: [], NextToken: 'forgotten' });
  await expect(readItem(opened, ITEM)).rejects.toMatchObject({ name: 'UpstreamError', code: 'AWS_PAGING' });
});

test.each([
  ['ListMetrics', 'cloudwatch:ListMetrics'],
  ['GetMetricData', 'cloudwatch:GetMetricData'],
])('without the right to %s, the check says which one to give', async (operation, action) => {
  const { hand, opened } = await queueWorld();
  hand.fail(operation, 'AccessDeniedException', { message: 'not authorized' });
  await expect(opened.check(signal)).rejects.toMatchObject({
    code: 'AWS_FORBIDDEN',
    advice: `Allow ${action} on *.`,
  });
  await opened.check(signal);
});

test('keys that AWS does not accept are said to be that', async () => {
  const { server } = await queueWorld();
  const wrong = metricsSource({ ...server, secretAccessKey: 'another' });
  await expect(wrong.check(signal)).rejects.toMatchObject({ code: 'AWS_CREDENTIALS' });
});
