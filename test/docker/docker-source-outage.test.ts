import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { UpstreamError } from '../../src/core/errors.ts';
import { addressOf } from '../support/docker/address.ts';
import { importBusybox } from '../support/docker/busybox.ts';
import { runDockerd } from '../support/docker/dockerd.ts';
import { dockerSource, look, valuesOf, watching } from '../support/docker-source.ts';

describe.skipIf(inject('dockerHost') === null)('a Docker daemon of its own', () => {
  test('that is killed and comes back is waited for, and how its containers ended is told once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sysmon-docker-outage-'));
    const host = `tcp://127.0.0.1:${await freePort()}`;
    let daemon = await runDockerd(folder, host);
    onTestFinished(async () => {
      await daemon.stop();
      await rm(folder, { recursive: true, force: true });
    });
    await importBusybox(host);
    const docker = new Docker(addressOf(host));
    for (const name of ['comes-back', 'stays-down']) {
      const policy = name === 'comes-back' ? { RestartPolicy: { Name: 'always' } } : {};
      const HostConfig = { NetworkMode: 'none', ...policy };
      const made = await docker.createContainer({
        Image: 'busybox',
        name,
        Cmd: ['sleep', '600'],
        HostConfig,
      });
      await made.start();
    }

    const source = dockerSource(host);
    const watched = await watching(source);
    await watched.read();
    const { next } = watched.latest();
    await daemon.stop();
    await expect(watched.following).rejects.toBeInstanceOf(UpstreamError);
    await expect(look(source, next)).rejects.toBeInstanceOf(UpstreamError);

    daemon = await runDockerd(folder, host);
    const isEnd = (text: string) => text.startsWith('container stays-down ended with exit code');
    const back = await vi.waitUntil(
      async () => {
        const seen = await look(source, next);
        return seen.texts.some(isEnd) ? seen : undefined;
      },
      { timeout: 15_000, interval: 500 },
    );
    const ended = back.texts.filter(isEnd);
    expect(ended).toHaveLength(1);
    const { State } = await docker.getContainer('stays-down').inspect();
    expect(ended[0]).toContain(`exit code ${State.ExitCode}`);
    const up = (name: string) => valuesOf(back.points, 'container.up', { 'container.name': name });
    expect([up('comes-back'), up('stays-down')]).toEqual([[1], [0]]);
    expect((await look(source, next)).events.map(({ id }) => id)).toEqual(back.events.map(({ id }) => id));
    const told = new Set(back.events.map(({ id }) => id));
    expect((await look(source, back.next)).events.filter(({ id }) => !told.has(id))).toEqual([]);
  });
});
