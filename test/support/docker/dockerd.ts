import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { freePort } from '../../../sandbox/postgres/free-port.ts';
import { type KeptServer, keepServer } from '../../../sandbox/postgres/keeper.ts';
import { addressOf } from './address.ts';
import { importBusybox } from './busybox.ts';

export interface Dockerd {
  /** As in `DOCKER_HOST`. */
  host: string;
  /** Removes what runs there, then ends the daemon and its containerd. */
  stop(): Promise<void>;
}

/** Containers reach no network of their own: `NetworkMode` is host or none. */
const NO_NETWORKS = [
  '--bridge=none',
  '--iptables=false',
  '--ip6tables=false',
  '--ip-forward=false',
  '--ip-masq=false',
];
const LIMITS = ['--default-ulimit', 'nofile=4096:4096'];

/** The daemon is the first process of a namespace: with it ends all that it started, and no mount is left. */
const ALONE = ['unshare', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];

/** A real Docker daemon for this run alone, which has the image `busybox:latest`. Rejects with its last words where it can't start. */
export async function startDockerd(): Promise<Dockerd> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-dockerd-'));
  const host = `tcp://127.0.0.1:${await freePort()}`;
  try {
    const server = await runDockerd(folder, host);
    const stop = async () => {
      await removeContainers(host);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    };
    await importBusybox(host).catch(async (error) => {
      await stop();
      throw error;
    });
    return { host, stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A daemon that keeps what it has in `folder`: started there again, it has the same containers. Stopped, it ends as by kill -9. */
export async function runDockerd(folder: string, host: string): Promise<KeptServer> {
  // As over a reboot: process ids are those of before, and would be taken for them.
  for (const name of ['pid', 'exec']) await rm(join(folder, name), { recursive: true, force: true });
  const places = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')];
  const pid = ['--pidfile', join(folder, 'pid')];
  const command = [...ALONE, 'dockerd', ...NO_NETWORKS, ...LIMITS, ...places, ...pid, '--host', host];
  return keepServer(command, { ready: /API listen on/, stop: 'KILL' });
}

async function removeContainers(host: string): Promise<void> {
  const docker = new Docker(addressOf(host));
  const all = await docker.listContainers({ all: true });
  await Promise.all(all.map(({ Id }) => docker.getContainer(Id).remove({ force: true })));
}
