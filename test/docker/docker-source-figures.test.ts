import { describe, expect, inject, test, vi } from 'vitest';
import { runBusybox } from '../support/docker/run-busybox.ts';
import { dockerSource, look, valuesOf, watching } from '../support/docker-source.ts';

const host = inject('dockerHost');
const MEBIBYTE = 2 ** 20;
/** Of a core, as Docker counts them: so much even a busy machine has. */
const TENTH = 1e8;
const OURS = { containers: { include: ['source-test-*'] } };

describe.skipIf(host === null)('a real Docker daemon', () => {
  test('a restart loop is one, with as many restarts as Docker counts', async () => {
    const watched = await watching(dockerSource(host!, OURS));
    const { container, problem, name } = await runBusybox(host!, 'exit 5', {
      HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 6 } },
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

  test('CPU and memory are of the limits that Docker keeps, and what is read again is the same', async () => {
    const source = dockerSource(host!, OURS);
    const { name, container } = await runBusybox(host!, 'while :; do :; done', {
      HostConfig: { Memory: 64 * MEBIBYTE, NanoCpus: TENTH },
    });
    const label = { 'container.name': name };
    const first = await look(source);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { points, events } = await look(source, first.next);
    const [usage = 0] = valuesOf(points, 'container.memory.usage', label);
    const [share = 0] = valuesOf(points, 'container.memory.utilization', label);
    const { Memory = 0, NanoCpus = 0 } = (await container.inspect()).HostConfig;
    expect([Memory, NanoCpus]).toEqual([64 * MEBIBYTE, TENTH]);
    expect(share).toBe((usage / Memory) * 100);
    const [cpu = 0] = valuesOf(points, 'container.cpu.utilization', label);
    expect(cpu).toBeGreaterThan(60);
    expect(cpu).toBeLessThan(140);
    const again = await look(source, first.next);
    expect(again.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(events.length).toBeGreaterThan(0);
  });
});
