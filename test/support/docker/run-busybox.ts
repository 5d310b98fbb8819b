import Docker, { type ContainerCreateOptions } from 'dockerode';
import { onTestFinished } from 'vitest';
import { addressOf } from './address.ts';

let count = 0;

/** A busybox that runs a command, on a daemon that has other containers too; removed after the test. */
export async function runBusybox(host: string, command: string, options: ContainerCreateOptions = {}) {
  const name = `source-test-${process.pid}-${++count}`;
  const container = await new Docker(addressOf(host)).createContainer({
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
