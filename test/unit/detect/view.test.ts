import { expect, test } from 'vitest';
import { binOf } from '../../../src/core/sketch.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { failureShare, latency95 } from '../../../src/detect/requests.ts';
import { rule } from '../../../src/detect/rule.ts';
import { AnomalyState, anomaly } from '../../../src/detect/rules/anomaly.ts';
import { counts } from '../../../src/detect/view.ts';
import { MONDAY } from './series.ts';

const window = { from: MONDAY, to: MONDAY + 3 * MINUTE };
const requests = (status: string, values: [number, number][]) => ({
  metric: 'http.requests' as const,
  labels: { 'service.name': 'api', 'http.response.status_class': status },
  samples: values.map(([minute, value]) => ({ at: MONDAY + minute * MINUTE, value })),
});

test('a minute in which nothing was counted is a zero', () => {
  const series = { metric: 'log.events' as const, labels: {}, samples: [{ at: MONDAY + MINUTE, value: 7 }] };
  const inputs = counts('log.events', { 'log.level': ['error', 'fatal'] }).inputs([[series]], 'api', window);
  expect(inputs.map(({ sample }) => sample.value)).toEqual([0, 7, 0]);
  expect(inputs[0]?.subject.labels).toEqual({ 'service.name': 'api', 'log.level': 'error,fatal' });
});

test('failures are a share of the requests, and are told in requests', () => {
  const read = [
    requests('2xx', [
      [0, 40],
      [1, 40],
      [2, 3],
    ]),
    requests('5xx', [
      [1, 10],
      [2, 3],
    ]),
  ];
  const inputs = failureShare.inputs([read], 'api', window);
  expect(inputs.map(({ sample, scale }) => [sample.value, scale])).toEqual([
    [0, 0.4],
    [20, 0.5],
  ]);
});

test('a finding about a share counts the requests that failed', () => {
  const traits = {
    name: 'f',
    owners: [],
    overlap: 0,
    lasting: false,
    alertsFrom: 1,
    view: failureShare,
  } as const;
  const judged = rule(
    traits,
    anomaly({ rule: 'f', unit: 'percent', grain: 1, phrase: '{value} failed' }),
    AnomalyState,
  );
  const times = Array.from({ length: 101 }, (_, minute) => minute);
  const read = [
    requests(
      '2xx',
      times.map((minute) => [minute, minute === 100 ? 60 : 99]),
    ),
    requests(
      '5xx',
      times.map((minute) => [minute, minute === 100 ? 40 : 1]),
    ),
  ];
  const { findings } = judged.feed(null, failureShare.inputs([read], 'api', window), false, 1);
  expect(findings).toMatchObject([{ seen: 40, grade: 2 }]);
  expect(findings[0]?.reason).toMatch(/^40 % failed, usually 0 % to \d/);
});

test('a percentile needs enough requests to be one', () => {
  const sample = (value: number) => ({ at: MONDAY, value, bins: { [binOf(2e9)]: value } });
  const series = (value: number) => [
    { metric: 'http.request.duration' as const, labels: {}, samples: [sample(value)] },
  ];
  expect(latency95.inputs([series(5)], 'api', window)).toEqual([]);
  const [slow] = latency95.inputs([series(30)], 'api', window);
  expect(Math.abs((slow?.sample.value ?? 0) / 2e9 - 1)).toBeLessThan(0.011);
});
