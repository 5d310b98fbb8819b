import type { ContainerCreateOptions } from 'dockerode';
import { describe, expect, inject, test } from 'vitest';
import { runBusybox } from '../support/docker/run-busybox.ts';
import { dockerSource, look, valuesOf, watching } from '../support/docker-source.ts';

const host = inject('dockerHost');
const MEBIBYTE = 2 ** 20;
const SECOND = 1_000_000_000;

describe.skipIf(host === null)('a real Docker daemon', () => {
  const run = (command: string, options?: ContainerCreateOptions) => runBusybox(host!, command, options);
  const watchingHere = () => watching(dockerSource(host!, { containers: { include: ['source-test-*'] } }));

  test('a container that is killed for its memory says so within five seconds', async () => {
    const watched = await watchingHere();
    const { container, problem } = await run('sleep 1; tail /dev/zero', {
      HostConfig: { Memory: 32 * MEBIBYTE, MemorySwap: 32 * MEBIBYTE },
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
});
