import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CoreV1Api,
  KubeConfig,
  Metrics,
  makeInformer,
  topNodes,
  type V1Pod,
  VersionApi,
} from '@kubernetes/client-node';
import { expect, onTestFinished, test, vi } from 'vitest';
import { killedForMemory } from '../../sandbox/kubernetes/cluster/states.ts';
import type { Kubernetes } from '../../sandbox/kubernetes/index.ts';
import { scenes } from '../../sandbox/kubernetes/story.ts';
import { systemClock } from '../../src/core/time.ts';
import { KubernetesSettings, kubernetes } from '../../src/sources/kubernetes/index.ts';
import {
  kubernetesDeps,
  kubernetesSource,
  localKubernetes,
  look,
  pod,
  valuesOf,
} from '../support/kubernetes.ts';

/** The client as anyone would use it, with its own model of every object. */
function configOf({ url, token }: Pick<Kubernetes, 'url' | 'token'>): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: 'sandbox', server: url, skipTLSVerify: true }, { name: 'me', token });
  return config;
}

test('the official client reads the sandbox: version, pages, one object, metrics', async () => {
  const server = await localKubernetes();
  const config = configOf(server);
  const core = config.makeApiClient(CoreV1Api);
  expect((await config.makeApiClient(VersionApi).getCode()).major).toBe('1');
  const first = await core.listPodForAllNamespaces({ limit: 10 });
  const second = await core.listPodForAllNamespaces({
    limit: 100,
    _continue: first.metadata?._continue ?? '',
  });
  const all = server.hand.all('pods').length;
  expect([first.items.length, first.metadata?.remainingItemCount, second.items.length]).toEqual([
    10,
    all - 10,
    all - 10,
  ]);
  expect(second.metadata?.resourceVersion).toBe(first.metadata?.resourceVersion);
  const { metadata } = first.items[0] ?? {};
  const one = await core.readNamespacedPod({
    name: metadata?.name ?? '',
    namespace: metadata?.namespace ?? '',
  });
  expect(one.status?.containerStatuses?.[0]?.state?.running?.startedAt).toBeInstanceOf(Date);
  expect((await new Metrics(config).getPodMetrics('shop')).items.length).toBeGreaterThan(10);
  expect(await topNodes(core)).toHaveLength(3);
});

test('the official informer follows the sandbox, also over a watch that expires', async () => {
  const server = await localKubernetes();
  const config = configOf(server);
  const core = config.makeApiClient(CoreV1Api);
  const informer = makeInformer<V1Pod>(config, '/api/v1/pods', () => core.listPodForAllNamespaces());
  const seen: string[] = [];
  for (const verb of ['add', 'update', 'delete'] as const)
    informer.on(verb, ({ metadata }) => seen.push(`${verb} ${metadata?.name}`));
  onTestFinished(() => informer.stop());
  await informer.start();
  const extra = pod({ name: 'extra' });
  const { name } = extra.metadata;
  server.hand.put('pods', extra);
  await vi.waitFor(() => expect(seen).toContain(`add ${name}`));
  server.hand.change('pods', extra, killedForMemory(Date.now()));
  await vi.waitFor(() => expect(seen).toContain(`update ${name}`));
  server.hand.expire();
  server.hand.expireWatches();
  server.hand.remove('pods', extra);
  await vi.waitFor(() => expect(seen).toContain(`delete ${name}`), { timeout: 5_000 });
});

test.each([
  ['a field that can not be selected by', '/api/v1/pods?fieldSelector=spec.colour%3Dred', 400, 'BadRequest'],
  ['a continue token that is none', '/api/v1/pods?limit=1&continue=abc', 400, 'BadRequest'],
  ['a resource that is not there', '/api/v1/potatoes', 404, 'NotFound'],
  ['an object that is not there', '/api/v1/namespaces/shop/pods/none', 404, 'NotFound'],
] as const)('the sandbox refuses %s, as a Status', async (_, path, code, reason) => {
  const { url, token } = await localKubernetes();
  const reply = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  expect([reply.status, await reply.json()]).toEqual([
    code,
    expect.objectContaining({ kind: 'Status', code, reason }),
  ]);
});

test('a watch from a version that is forgotten says 410 in its stream', async () => {
  const server = await localKubernetes();
  server.hand.expire();
  const headers = { authorization: `Bearer ${server.token}` };
  const reply = await fetch(`${server.url}/api/v1/pods?watch=true&resourceVersion=1`, { headers });
  expect(reply.status).toBe(200);
  expect(JSON.parse(await reply.text())).toMatchObject({
    type: 'ERROR',
    object: { code: 410, reason: 'Expired' },
  });
});

test('the story: a deployment runs out of memory, loops, and recovers', async () => {
  const time = { now: Date.now() };
  const clock = { now: () => time.now };
  const server = await localKubernetes({ clock });
  const source = kubernetesSource(server, {}, kubernetesDeps(clock));
  const victims = server.hand
    .all('pods')
    .filter(({ metadata }) => metadata.name.startsWith('billing-worker'));
  const begin = time.now;
  let { next } = await look(source);
  const most: Record<string, number> = {};
  let restarts = 0;
  for (const { after, play } of scenes(victims)) {
    time.now = begin + after;
    play(server.hand, time.now);
    const { points, next: cursor } = await look(source, next);
    next = cursor;
    for (const { metric, labels, value } of points) {
      const type = labels['error.type'] ?? '';
      if (metric === 'container.problems') most[type] = Math.max(most[type] ?? 0, value);
    }
  }
  expect(most).toEqual({ OOMKilled: 2, CrashLoopBackOff: 2 });
  time.now += 6 * 60_000;
  const { points } = await look(source, next);
  expect(valuesOf(points, 'container.problems')).toEqual([0, 0]);
  expect(valuesOf(points, 'container.up', { 'service.name': 'billing-worker' })).toEqual([1, 1]);
  restarts = victims.length * 4;
  expect(
    Object.values((next as { restarts: Record<string, number[]> }).restarts).reduce(
      (sum, [count = 0]) => sum + count,
      0,
    ),
  ).toBe(restarts);
});

test('a kubeconfig file and one of its contexts say where to read', async () => {
  const { url, token } = await localKubernetes();
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-kubeconfig-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const kubeconfig = join(folder, 'config');
  const cluster = (name: string, server: string) => ({
    name,
    cluster: { server, 'insecure-skip-tls-verify': true },
  });
  const context = (name: string) => ({ name, context: { cluster: name, user: 'me' } });
  const config = {
    clusters: [cluster('staging', 'https://staging.example'), cluster('production', url)],
    users: [{ name: 'me', user: { token } }],
    contexts: [context('staging'), context('production')],
    'current-context': 'staging',
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  const open = (more: object) =>
    kubernetes(
      KubernetesSettings.parse({ kind: 'kubernetes', kubeconfig, ...more }),
      kubernetesDeps(systemClock),
    );
  const { signal } = new AbortController();
  const production = open({ context: 'production' });
  expect(await production.discover(signal)).toMatchObject([{ id: 'kubernetes/production' }]);
  await production.check(signal);
  await expect(open({ context: 'none' }).discover(signal)).rejects.toMatchObject({ code: 'K8S_CONFIG' });
  await expect(open({ kubeconfig: '/nowhere' }).discover(signal)).rejects.toMatchObject({
    code: 'K8S_CONFIG',
  });
});
