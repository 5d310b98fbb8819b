import type { SandboxContainer } from './host.ts';
import { HOST } from './plan.ts';

const MEBIBYTE = 2 ** 20;
const ZERO = '0001-01-01T00:00:00Z';
/** The API that this is, and the oldest that it still speaks. */
export const API = { newest: '1.47', oldest: '1.24' };

export function versionView() {
  return {
    Version: '27.5.1',
    ApiVersion: API.newest,
    MinAPIVersion: API.oldest,
    Os: 'linux',
    Arch: 'amd64',
    KernelVersion: '6.1.0-sandbox',
  };
}

export function infoView(containers: readonly SandboxContainer[], now: number) {
  const running = containers.filter(({ status }) => status !== 'exited').length;
  return {
    ID: 'sandbox-docker-edge-01',
    Name: HOST.name,
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: 0,
    ContainersStopped: containers.length - running,
    NCPU: HOST.cores,
    MemTotal: HOST.memory,
    SystemTime: timeText(now),
    ServerVersion: versionView().Version,
    CgroupVersion: '2',
    OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  };
}

export function listView({ id, plan, labels, status, createdAt, exitCode, health }: SandboxContainer) {
  const up = `Up${health ? ` (${health.status})` : ''}`;
  return {
    Id: id,
    Names: [`/${plan.name}`],
    Image: plan.image,
    Created: Math.floor(createdAt / 1_000),
    Labels: labels,
    State: status,
    Status: status === 'running' ? up : `Exited (${exitCode})`,
    HostConfig: { NetworkMode: 'edge_default' },
  };
}

export function inspectView(container: SandboxContainer) {
  const { id, plan, labels, createdAt, restarts } = container;
  const { memory = 0, cores = 0 } = plan.limits ?? {};
  return {
    Id: id,
    Name: `/${plan.name}`,
    Created: timeText(createdAt),
    RestartCount: restarts,
    State: stateView(container),
    Config: { Image: plan.image, Labels: labels },
    HostConfig: {
      Memory: memory * MEBIBYTE,
      NanoCpus: cores * 1e9,
      CpuQuota: 0,
      CpuPeriod: 0,
      NetworkMode: 'edge_default',
      RestartPolicy: { Name: plan.isDone ? 'no' : 'unless-stopped', MaximumRetryCount: 0 },
    },
  };
}

function stateView({ status, isOutOfMemory, exitCode, startedAt, finishedAt, health }: SandboxContainer) {
  const log = health && {
    Status: health.status,
    FailingStreak: health.status === 'unhealthy' ? 3 : 0,
    Log: [{ ExitCode: health.status === 'unhealthy' ? 1 : 0, Output: health.output }],
  };
  return {
    Status: status,
    Running: status !== 'exited',
    Paused: false,
    Restarting: status === 'restarting',
    OOMKilled: isOutOfMemory,
    Dead: false,
    ExitCode: exitCode,
    StartedAt: timeText(startedAt),
    FinishedAt: finishedAt === undefined ? ZERO : timeText(finishedAt),
    ...(log && { Health: log }),
  };
}

/** As the daemon writes it: with nanoseconds. */
function timeText(at: number): string {
  return new Date(at).toISOString().replace('Z', '000000Z');
}
