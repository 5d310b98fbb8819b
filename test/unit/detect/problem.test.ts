import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { problems } from '../../../src/detect/problems.ts';
import { problem } from '../../../src/detect/rules/problem.ts';
import { beginnings, findingsIn, MONDAY } from './series.ts';

const rule = problem({ rule: 'container-problems', noun: 'container', forMinutes: 2 });
const api = (type: string) =>
  ({ metric: 'container.problems', labels: { 'service.name': 'api', 'error.type': type } }) as const;

test('a crash loop and an out-of-memory kill are severe, and told at once, on the minute that still fills', () => {
  for (const type of ['CrashLoopBackOff', 'OOMKilled']) {
    const { finding, state } = rule.step(rule.start(), { at: MONDAY, value: 3 }, api(type), true);
    expect(finding).toMatchObject({ severity: 'severe', seen: 3, reason: `${type}: 3 containers` });
    expect(state).toEqual(rule.start());
  }
});

test('another problem is a warning once it has lasted', () => {
  expect(findingsIn(rule, [1, 1], api('ImagePullBackOff'))).toEqual([]);
  expect(findingsIn(rule, [1, 1, 1], api('ImagePullBackOff'))).toMatchObject([
    { severity: 'warning', since: MONDAY, reason: 'ImagePullBackOff: 1 container' },
  ]);
});

test('no problem is no finding; between two crashes it goes on', () => {
  expect(findingsIn(rule, [0, 0, 0], api('OOMKilled'))).toEqual([]);
  const loop = [1, 0, 0, 0, 1, 0, 0, 1];
  expect(beginnings(findingsIn(rule, loop, api('CrashLoopBackOff')))).toEqual([0]);
  const twice = [1, ...Array.from({ length: 30 }, () => 0), 1];
  expect(beginnings(findingsIn(rule, twice, api('CrashLoopBackOff')))).toEqual([0, 31]);
});

test('all namespaces and things of one owner are counted together, and what another rule is about is left out', () => {
  const series = (labels: Record<string, string>, value: number) => ({
    metric: 'device.problems' as const,
    labels,
    samples: [{ at: MONDAY, value }],
  });
  const read = [
    series({ 'error.type': 'LowStorage', region: 'eu' }, 1),
    series({ 'error.type': 'LowStorage', region: 'us' }, 2),
    series({ 'error.type': 'Offline' }, 5),
  ];
  const window = { from: MONDAY, to: MONDAY + MINUTE };
  expect(problems('device.problems', ['Offline']).inputs([read], 'kiosk', window)).toEqual([
    {
      subject: { metric: 'device.problems', labels: { 'device.fleet': 'kiosk', 'error.type': 'LowStorage' } },
      sample: { at: MONDAY, value: 3 },
    },
  ]);
});
