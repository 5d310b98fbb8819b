import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { VICTIM } from '../../sandbox/docker/plan.ts';
import { RejectedError, UpstreamError } from '../../src/core/errors.ts';
import { MINUTE } from '../../src/core/time.ts';
import { dockerWorld } from '../support/docker-sandbox.ts';
import { dockerSource, ITEM, look, valuesOf } from '../support/docker-source.ts';

const signal = new AbortController().signal;

test.each([
  ['403 of a socket proxy', 403, 'Forbidden', 'DOCKER_FORBIDDEN'],
  ['a version that it does not speak', 400, 'client version 1.24 is too old', 'DOCKER_VERSION'],
  ['a daemon that wants TLS', 400, 'Client sent an HTTP request to an HTTPS server.', 'DOCKER_TLS'],
  ['something that is no Docker', 404, 'page not found', 'DOCKER_NOT_FOUND'],
])('%s is for a person to mend, who is told how', async (_, status, message, code) => {
  const { source, hand } = await dockerWorld();
  hand.fail(/containers\/json/, { status, message });
  const fault = await look(source).catch((error) => error);
  expect(fault).toBeInstanceOf(RejectedError);
  expect(fault).toMatchObject({ code, message: expect.stringContaining(message) });
  expect(fault.advice.length).toBeGreaterThan(20);
  expect(valuesOf((await look(source)).points, 'container.up')).toHaveLength(6);
});

test('a socket that is not there, and TLS where there is none, are for a person to mend', async () => {
  const nowhere = dockerSource(`unix://${join(tmpdir(), 'no', 'docker.sock')}`);
  await expect(look(nowhere)).rejects.toMatchObject({ code: 'DOCKER_NO_SOCKET' });
  const { url } = await dockerWorld();
  const tls = dockerSource(url, { tls: { caFile: new URL(import.meta.url).pathname } });
  await expect(look(tls)).rejects.toMatchObject({ code: 'DOCKER_TLS' });
  const noFile = dockerSource(url, { tls: { caFile: '/nowhere/ca.pem' } });
  await expect(look(noFile)).rejects.toMatchObject({
    code: 'DOCKER_TLS',
    advice: 'Let sysmon read the file.',
  });
});

test('a socket of this machine is read as an address is, whatever DOCKER_HOST says', async () => {
  const { url } = await dockerWorld();
  const folder = await mkdtemp(join(tmpdir(), 'sysmon docker-'));
  const path = join(folder, 'docker.sock');
  const port = Number(new URL(url).port);
  const socket = createServer((client) => {
    client.pipe(connect(port, '127.0.0.1')).pipe(client);
  }).listen(path);
  onTestFinished(async () => {
    socket.close();
    await rm(folder, { recursive: true, force: true });
  });
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { points } = await look(dockerSource(`unix://${encodeURI(path)}`));
  expect(valuesOf(points, 'container.up')).toHaveLength(6);
});

test('a daemon that fails, or is away, passes by itself', async () => {
  const { source, hand, stop } = await dockerWorld();
  hand.fail(/events/, { status: 500, message: 'starting' });
  await expect(look(source)).rejects.toMatchObject({ code: 'DOCKER_UNAVAILABLE' });
  expect((await look(source)).batches.at(-1)?.ends).toBe(true);
  await stop();
  await expect(look(source)).rejects.toBeInstanceOf(UpstreamError);
  await expect(source.hints(() => {}, signal)).rejects.toBeInstanceOf(UpstreamError);
});

test('a container that vanishes while it is looked at, or makes no sense, is left out; the others are read', async () => {
  const { source, hand } = await dockerWorld();
  hand.fail(new RegExp(hand.find('log-shipper')!.id), { status: 404, message: 'gone' });
  hand.lie(new RegExp(`${hand.find(VICTIM)!.id}/json`), { Id: 7, State: 'running' });
  hand.lie(new RegExp(`${hand.find('edge-cache-1')!.id}/stats`), { memory_stats: { usage: 'much' } });
  const { points } = await look(source);
  const names = points.filter(({ metric }) => metric === 'container.up').map((point) => point.labels);
  expect(names.map((labels) => labels['container.name'])).toEqual([
    'edge-proxy-1',
    'edge-cache-1',
    'edge-gateway-1',
    'postgres-exporter',
  ]);
  expect(valuesOf(points, 'container.memory.usage', { 'container.name': 'edge-cache-1' })).toEqual([]);
  hand.lie(/containers\/json/, { all: 'of them' });
  await expect(look(source)).rejects.toMatchObject({ code: 'DOCKER_BAD_REPLY' });
});

test('what happens is hinted at within two seconds; health checks that run are not; a broken stream throws', async () => {
  const { source, hand } = await dockerWorld();
  const news: { item: string; at: number }[] = [];
  const following = source.hints((item) => news.push({ item, at: Date.now() }), signal);
  following.catch(() => {});
  await vi.waitUntil(() => news.length === 1, 5_000);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const began = Date.now();
  hand.check('edge-proxy-1', 'unhealthy');
  await vi.waitUntil(() => news.length === 2, 5_000);
  expect(news[1]?.item).toBe(ITEM);
  expect((news[1]?.at ?? 0) - began).toBeLessThan(2_000);
  expect(hand.streams()).toBe(1);
  hand.dropStreams();
  await expect(following).rejects.toMatchObject({ code: 'DOCKER_UNAVAILABLE' });
});

test('the stream ends without a fault when the source is closed', async () => {
  const { source, hand } = await dockerWorld();
  const following = source.hints(() => {}, signal);
  await vi.waitUntil(() => hand.streams() === 1, 5_000);
  await source.close();
  await following;
  await vi.waitUntil(() => hand.streams() === 0, 5_000);
});

test('doctor finds a daemon that is too old, a clock that is off, and a path that is forbidden', async () => {
  const { source, hand, url } = await dockerWorld();
  await source.check(signal);
  expect(hand.calls.map((call) => call.split('?')[0])).toEqual([
    '/version',
    '/containers/json',
    '/info',
    '/events',
  ]);
  hand.fail(/events/, { status: 403, message: 'Forbidden' });
  await expect(source.check(signal)).rejects.toMatchObject({ code: 'DOCKER_FORBIDDEN' });
  hand.lie(/version/, { Version: '19.03.15', ApiVersion: '1.40' });
  await expect(source.check(signal)).rejects.toMatchObject({ code: 'DOCKER_VERSION' });
  hand.tellTruth();
  const late = dockerSource(url, {}, { now: () => Date.now() - 5 * MINUTE });
  await expect(late.check(signal)).rejects.toMatchObject({ code: 'DOCKER_CLOCK' });
});
