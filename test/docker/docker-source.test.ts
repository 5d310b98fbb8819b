import Docker, { type ContainerCreateOptions } from 'dockerode';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { addressOf } from '../support/docker/address.ts';
import { dockerSource, look, valuesOf, watching } from '../support/docker-source.ts';

const host = inject('dockerHost');
const MEBIBYTE = 2 ** 20;
const SECOND = 1_000_000_000;
let count = 0;

describe.skipIf(host === null)('a real Docker daemon', () => {
  const docker = new Docker(addressOf(host ?? 'tcp://none:1'));

  /** A busybox that runs a command; the host has other containers too. */
  async function run(command: string, options: ContainerCreateOptions = {}) {
    const name = `source-test-${process.pid}-${++count}`;
    const container = await docker.createContainer({
      Image: 'busybox:latest',
      name,
      Cmd: ['sh', '-c', command],
      ...options,
      HostConfig: { NetworkMode: 'none', ...options.HostConfig },
    });
    onTestFinished(async () => void (await container.remove({ force: true })));
    await container.start();
    return { name, container, problem: (type: string) => ({ 'service.name': name, 'error.type': type }) };
  }

  const watchingHere = () => watching(dockerSource(host!, { containers: { include: ['source-test-*'] } }));

  test('a container that is killed for its memory says so within five seconds', async () => {
    const watched = await watchingHere();
    const { container, problem } = await run('sleep 1; tail /dev/zero', {
      HostConfig: { NetworkMode: 'none', Memory: 32 * MEBIBYTE, MemorySwap: 32 * MEBIBYTE },
    });
    const killed = await watched.event(/was killed, out of memory \(exit code 137, limit 32 MiB\)$/);
    expect(killed.readAt - killed.at).toBeLessThan(5_000);
    expect(killed.type).toBe('OOMKilled');
    const { State } = await container.inspect();
    expect(State).toMatchObject({ OOMKilled: true, ExitCode: 137 });
    await watched.points((points) => valuesOf(points, 'container.problems', problem('OOMKilled'))[0] === 1);
    expect(valuesOf(watched.latest().points, 'container.problems', problem('Exited'))).toEqual([]);
    expect(watched.seen().filter(({ type }) => type === 'Exited')).toEqual([]);
  });

  test('a failing health check says so, with what the check said, and that it is over', async () => {
    const watched = await watchingHere();
    const { container, problem, name } = await run('touch /tmp/bad; sleep 600', {
      Healthcheck: {
        Test: ['CMD-SHELL', 'test ! -e /tmp/bad || { echo no database; exit 1; }'],
        Interval: SECOND,
        Retries: 2,
      },
    });
    const sick = await watched.event(/is unhealthy: no database$/);
    expect(sick.readAt - sick.at).toBeLessThan(5_000);
    await watched.points((points) => valuesOf(points, 'container.problems', problem('Unhealthy'))[0] === 1);
    expect(valuesOf(watched.latest().points, 'container.healthy', { 'container.name': name })).toEqual([0]);
    const exec = await container.exec({ Cmd: ['rm', '/tmp/bad'] });
    await exec.start({});
    const well = await watched.event(/is healthy$/);
    expect(well.readAt - well.at).toBeLessThan(5_000);
    await watched.points((points) => valuesOf(points, 'container.problems', problem('Unhealthy'))[0] === 0);
    expect(watched.seen().filter(({ text }) => /exec/.test(text))).toEqual([]);
  });

  test('a restart loop is one, with as many restarts as Docker counts', async () => {
    const watched = await watchingHere();
    const { container, problem, name } = await run('exit 5', {
      HostConfig: { NetworkMode: 'none', RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 6 } },
    });
    const ended = await watched.event(/ended with exit code 5$/);
    expect(ended.readAt - ended.at).toBeLessThan(5_000);
    await watched.points((points) => valuesOf(points, 'container.problems', problem('RestartLoop'))[0] === 1);
    await vi.waitUntil(async () => (await container.inspect()).State.Status === 'exited', 20_000);
    await watched.read();
    const { RestartCount } = await container.inspect();
    const { restarts } = watched.latest().next as { restarts: Record<string, number[]> };
    expect([RestartCount, restarts[container.id]?.[0]]).toEqual([6, 6]);
    const ends = watched.seen().filter(({ text }) => text === `container ${name} ended with exit code 5`);
    expect(ends).toHaveLength(7);
  });

  test('an exit that nobody asked for is a problem; one that somebody did, and one with 0, are none', async () => {
    const watched = await watchingHere();
    const failed = await run('sleep 1; exit 3');
    const stopped = await run("trap 'exit 143' TERM; sleep 600 & wait");
    const done = await run('exit 0');
    await stopped.container.stop({ t: 2 });
    const ended = await watched.event(/ended with exit code 3$/);
    expect(ended.readAt - ended.at).toBeLessThan(5_000);
    expect(ended.type).toBe('Exited');
    expect(await watched.event(/was stopped \(exit code 143\)$/)).toMatchObject({ type: undefined });
    expect(await watched.event(/ended \(exit code 0\)$/)).toMatchObject({ type: undefined });
    const { points } = await look(dockerSource(host!));
    const exited = [failed, stopped, done].map(({ problem }) =>
      valuesOf(points, 'container.problems', problem('Exited')),
    );
    expect(exited).toEqual([[1], [], []]);
  });

  test('CPU and memory are of the limits that Docker keeps, and what is read again is the same', async () => {
    const source = dockerSource(host!, { containers: { include: ['source-test-*'] } });
    const { name, container } = await run('while :; do :; done', {
      HostConfig: { NetworkMode: 'none', Memory: 64 * MEBIBYTE, NanoCpus: SECOND / 2 },
    });
    const label = { 'container.name': name };
    const first = await look(source);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { points, events } = await look(source, first.next);
    const [usage = 0] = valuesOf(points, 'container.memory.usage', label);
    const [share = 0] = valuesOf(points, 'container.memory.utilization', label);
    const { Memory = 0, NanoCpus = 0 } = (await container.inspect()).HostConfig;
    expect([Memory, NanoCpus]).toEqual([64 * MEBIBYTE, SECOND / 2]);
    expect(share).toBe((usage / Memory) * 100);
    const [cpu = 0] = valuesOf(points, 'container.cpu.utilization', label);
    expect(cpu).toBeGreaterThan(60);
    expect(cpu).toBeLessThan(125);
    const again = await look(source, first.next);
    expect(again.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(events.length).toBeGreaterThan(0);
  });
});
