import { expect, test } from 'vitest';
import { loadSettings } from '../../src/config/settings.ts';
import { SourceSettings } from '../../src/sources/index.ts';
import { Quantity } from '../../src/sources/kubernetes/objects/quantity.ts';
import { Warning } from '../../src/sources/kubernetes/objects/warning.ts';
import { PODS, pathOf } from '../../src/sources/kubernetes/resource.ts';
import { ownerOf, serviceOfName } from '../../src/sources/kubernetes/service.ts';
import { isNewer } from '../../src/sources/kubernetes/version.ts';

test.each([
  ['250m', 0.25],
  ['12345678n', 0.012345678],
  ['2', 2],
  [1.5, 1.5],
  ['128Mi', 134_217_728],
  ['1.5Gi', 1_610_612_736],
  ['1e3', 1_000],
  ['3k', 3_000],
  ['a lot', undefined],
  ['-1', undefined],
  [null, undefined],
])('the quantity %s is %s', (text, amount) => {
  const read = Quantity.parse(text);
  if (amount === undefined) expect(read).toBeUndefined();
  else expect(read).toBeCloseTo(amount, 9);
});

const owned = (kind: string, name: string, hash?: string) =>
  ownerOf({
    ownerReferences: [{ kind, name, controller: true }],
    labels: { 'app.kubernetes.io/name': undefined, app: undefined, 'pod-template-hash': hash },
  });

test.each([
  ['ReplicaSet', 'api-7d9fc6b5d4', '7d9fc6b5d4', 'Deployment api'],
  ['ReplicaSet', 'by-hand', undefined, 'ReplicaSet by-hand'],
  ['Job', 'nightly-report-29384756', undefined, 'CronJob nightly-report'],
  ['Job', 'migrate-42', undefined, 'Job migrate-42'],
  ['StatefulSet', 'redis', undefined, 'StatefulSet redis'],
] as const)('a pod of %s %s, template %s, belongs to %s', (kind, name, hash, owner) => {
  expect(Object.values(owned(kind, name, hash) ?? {}).join(' ')).toBe(owner);
});

test.each([
  ['Pod', 'api-7d9fc6b5d4-x2k9q', 'api'],
  ['Pod', 'kube-proxy-x2k9q', 'kube-proxy'],
  ['Deployment', 'checkout', 'checkout'],
  ['Node', 'worker-1', 'kubernetes'],
])('a %s that is gone, %s, was of the service %s', (kind, name, service) => {
  expect(serviceOfName({ kind, name })).toBe(service);
});

test('a warning of the newer form, a series with times of its own, is counted and dated by it', () => {
  const metadata = { uid: 'a', creationTimestamp: '2026-11-24T10:00:00Z' };
  const series = { count: 12, lastObservedTime: '2026-11-24T10:05:00.123456Z' };
  const old = {
    count: null,
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: '2026-11-24T10:00:00.000000Z',
  };
  const warning = Warning.parse({ metadata, involvedObject: { kind: 'Pod' }, ...old, series });
  expect(warning).toMatchObject({ count: 12, at: Date.parse('2026-11-24T10:05:00.123Z') });
});

test('a version is newer if it grew, and what is no number counts as newer', () => {
  expect([
    isNewer('10', '9'),
    isNewer('9', '10'),
    isNewer('9', '9'),
    isNewer('x', '9'),
    isNewer('9', undefined),
  ]).toEqual([true, false, false, true, true]);
});

test('a namespace is part of the path', () => {
  expect(pathOf({ verb: 'list', resource: PODS, namespace: 'shop' })).toBe('/api/v1/namespaces/shop/pods');
});

test.each([
  ['a token without the address of its server', { token: 'abc' }],
  ['a namespace with a star', { namespaces: { include: ['shop-*'] } }],
  ['an address that is none', { server: 'cluster' }],
  ['a misspelled setting', { namespace: 'shop' }],
])('%s is refused', (_, wrong) => {
  expect(SourceSettings.safeParse({ kind: 'kubernetes', ...wrong }).success).toBe(false);
  expect(SourceSettings.safeParse({ kind: 'kubernetes' }).success).toBe(true);
});

test('the token of the environment is for a server that has none, and no kubeconfig gets it', async () => {
  const environment = {
    DATABASE_URL: 'postgres://localhost/sysmon',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_CHANNEL: 'C0123ABCDE',
    KUBERNETES_TOKEN: 'from the environment',
  };
  const server = 'https://10.0.0.1:6443';
  const given = [{ server }, { server, token: 'its own' }, { server, tokenFile: '/run/token' }, {}];
  const all = given.map((one, index) => ({ kind: 'kubernetes', name: `k${index}`, ...one }));
  const { sources } = await loadSettings(environment, all);
  const clusters = sources.filter(({ kind }) => kind === 'kubernetes');
  const tokens = clusters.map((source) => ('token' in source ? source.token : undefined));
  expect(tokens).toEqual(['from the environment', 'its own', undefined, undefined]);
});
