import { expect, test } from 'vitest';
import { emptyMemory, type Memory, remembered } from '../../src/sources/metricbeat/cursor.ts';
import { statusOf } from '../../src/sources/metricbeat/docker/status.ts';
import { Head, setOf } from '../../src/sources/metricbeat/document.ts';
import { Amount, Share, Time, Truth } from '../../src/sources/metricbeat/fields.ts';
import { OfPod, podOf } from '../../src/sources/metricbeat/kubernetes/pod.ts';
import { waitingProblem } from '../../src/sources/metricbeat/kubernetes/reasons.ts';
import { MetricbeatSettings } from '../../src/sources/metricbeat/settings.ts';
import { wholeFields } from '../../src/sources/metricbeat/truncated.ts';

test.each([
  ['Up Less than a second', true, 0],
  ['Up 7 minutes (healthy)', true, 420],
  ['Up About a minute (health: starting)', true, 60],
  ['Up About an hour (unhealthy)', true, 3_600],
  ['Up 10 hours', true, 36_000],
  ['Up 3 weeks (Paused)', true, 1_814_400],
  ['Restarting (1) 5 seconds ago', false, undefined],
  ['Exited (0) 2 days ago', false, undefined],
])('the status "%s" means up: %s, for %s seconds', (text, isUp, uptime) => {
  expect(statusOf(text)).toMatchObject({ isUp, uptime });
});

test.each([
  [{ 'data_stream.dataset': ['kubernetes.state_pod'], 'event.dataset': ['kubernetes.pod'] }, 'state_pod'],
  [
    { 'event.module': ['kubernetes'], 'event.dataset': ['kubernetes.pod'], 'metricset.name': ['state_pod'] },
    'state_pod',
  ],
  [{ 'metricset.module': ['kubernetes'], 'metricset.name': ['container'] }, 'container'],
  [{ 'event.module': ['kubernetes'], 'event.dataset': ['event'] }, 'event'],
  [{ 'event.module': ['docker'], 'metricset.name': ['container'] }, undefined],
  [{}, undefined],
])('%j is of the set %s of Kubernetes', (fields, set) => {
  expect(setOf('kubernetes', Head.parse(fields))).toBe(set);
});

const service = (fields: Record<string, string>) =>
  podOf(
    OfPod.parse(
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [`kubernetes.${name}`, [value]])),
    ),
  )?.service;

test.each([
  [
    'its label, however it is written',
    { 'labels.app_kubernetes_io/name': 'api', 'labels.app': 'other' },
    'api',
  ],
  ['its deployment', { 'deployment.name': 'checkout' }, 'checkout'],
  ['its job, without the minute', { 'job.name': 'report-29384756' }, 'report'],
  ['its name, without what was generated', { 'pod.name': 'hellohpa-854f544649-jdljx' }, 'hellohpa'],
  ['its name, without its node', { 'pod.name': 'etcd-node-1', 'node.name': 'node-1' }, 'etcd'],
])('a pod is of the service that %s says', (_words, fields, name) => {
  expect(service({ 'pod.name': 'x-1', ...fields })).toBe(name);
});

test.each([
  ['CrashLoopBackoff', 'CrashLoopBackOff'],
  ['crashloopbackoff', 'CrashLoopBackOff'],
  ['ErrImagePull', 'ImagePullBackOff'],
  ['CreateContainerConfigError', 'CreateContainerConfigError'],
  ['ContainerCreating', undefined],
  [undefined, undefined],
])('who waits because of %s has the problem %s', (reason, problem) => {
  expect(waitingProblem(reason)).toBe(problem);
});

test('a field is what its document meant, whatever its mapping made of it', () => {
  expect([Share.parse([0.25]), Share.parse(['0.25']), Amount.parse(['7']), Amount.parse(undefined)]).toEqual([
    25,
    25,
    7,
    undefined,
  ]);
  expect([Truth.parse([true]), Truth.parse(['True']), Truth.parse(['unknown'])]).toEqual([
    'true',
    'true',
    'unknown',
  ]);
  expect([Time.parse([1_783_939_915]), Time.parse(['2026-07-13T10:51:55Z'])]).toEqual([
    1_783_939_915_000, 1_783_939_915_000,
  ]);
  expect([Share, Amount, Time].map((field) => field.safeParse(['much']).success)).toEqual([
    false,
    false,
    false,
  ]);
  expect(Amount.safeParse([-1]).success).toBe(false);
});

test('a fraction that an index cut is found in the document, with objects or with dots in names', () => {
  const document = { _index: 'm', _id: '1', fields: { 'a.b.pct': [0], 'c.pct': [0] } };
  const sent = { a: { 'b.pct': 0.25 }, 'c.pct': 0.5 };
  expect(wholeFields({ ...document, _source: sent }, ['a.b.pct', 'c.pct', 'd.pct'])).toEqual({
    'a.b.pct': [0.25],
    'c.pct': [0.5],
  });
});

test('what was not heard of for an hour is not remembered', () => {
  const memory: Memory = { ...emptyMemory(), totals: { old: [0, 5], new: [61, 6] } };
  expect(remembered(memory, 2 * 3_600_000 - 60_000).totals).toEqual({ new: [61, 6] });
});

test('settings say what is wrong with them', () => {
  const faults = (settings: object) =>
    MetricbeatSettings.safeParse({
      kind: 'metricbeat',
      url: 'https://elastic:9200',
      ...settings,
    }).error?.issues.map(({ path }) => path.join('.'));
  expect(faults({})).toBeUndefined();
  expect(faults({ url: undefined })).toEqual(['url']);
  expect(faults({ late: '10s', parts: ['disk'], indices: ['a,b'] })).toEqual([
    'indices.0',
    'parts.0',
    'late',
  ]);
});
