import type { Clock } from '../../src/core/time.ts';
import { chance } from '../scenario/chance.ts';
import { createEventLog, type EventLog } from './events.ts';
import type { ContainerPlan } from './plan.ts';

/** A container as it is just now. */
export interface SandboxContainer {
  id: string;
  plan: ContainerPlan;
  labels: Record<string, string>;
  status: 'running' | 'restarting' | 'exited';
  createdAt: number;
  startedAt: number;
  finishedAt: number | undefined;
  exitCode: number;
  isOutOfMemory: boolean;
  restarts: number;
  health: { status: 'starting' | 'healthy' | 'unhealthy'; output: string } | undefined;
}

/** What can happen to the containers of a host; its events tell of it. A container is named by its name. */
export interface Host {
  all(): readonly SandboxContainer[];
  find(idOrName: string): SandboxContainer | undefined;
  add(plan: ContainerPlan): SandboxContainer;
  remove(name: string): void;
  /** Its program ends. `restarts`: Docker is about to start it again. */
  end(name: string, end: End): void;
  /** A person starts it, or Docker does once more. */
  start(name: string): void;
  /** A person stops it. */
  stop(name: string): void;
  check(name: string, status: 'healthy' | 'unhealthy', output?: string): void;
  events: EventLog;
}

export interface End {
  exitCode: number;
  isOutOfMemory?: boolean;
  restarts?: boolean;
}

export function createHost(plans: readonly ContainerPlan[], clock: Clock): Host {
  const containers = new Map<string, SandboxContainer>();
  const events = createEventLog();

  function named(name: string): SandboxContainer {
    const found = containers.get(name);
    if (!found) throw new Error(`there is no container ${name}`);
    return found;
  }

  function publish(
    { id, plan, labels }: SandboxContainer,
    action: string,
    more: Record<string, string> = {},
  ) {
    events.publish(clock.now(), action, id, { ...labels, image: plan.image, name: plan.name, ...more });
  }

  function end(name: string, { exitCode, isOutOfMemory = false, restarts = false }: End): void {
    const container = named(name);
    if (isOutOfMemory) publish(container, 'oom');
    const status = restarts ? 'restarting' : 'exited';
    Object.assign(container, { status, exitCode, isOutOfMemory, finishedAt: clock.now() });
    publish(container, 'die', { exitCode: String(exitCode) });
  }

  function add(plan: ContainerPlan): SandboxContainer {
    const container = containerOf(plan, clock.now());
    containers.set(plan.name, container);
    return container;
  }

  for (const plan of plans) add(plan);
  return {
    all: () => [...containers.values()],
    find: (idOrName) => containers.get(idOrName) ?? containers.values().find(({ id }) => id === idOrName),
    add,
    remove: (name) => {
      publish(named(name), 'destroy');
      containers.delete(name);
    },
    end,
    start: (name) => {
      const container = named(name);
      const restarts = container.status === 'restarting' ? container.restarts + 1 : 0;
      const health = container.plan.isChecked ? { status: 'starting', output: '' } : undefined;
      const begun = { status: 'running', startedAt: clock.now(), exitCode: 0, isOutOfMemory: false };
      Object.assign(container, { ...begun, restarts, health });
      publish(container, 'start');
    },
    stop: (name) => {
      publish(named(name), 'kill', { signal: '15' });
      end(name, { exitCode: 143 });
      publish(named(name), 'stop');
    },
    check: (name, status, output = '') => {
      const container = named(name);
      container.health = { status, output };
      publish(container, `health_status: ${status}`);
    },
    events,
  };
}

function containerOf(plan: ContainerPlan, now: number): SandboxContainer {
  const startedAt = now - plan.age;
  return {
    id: chance('container', plan.name, startedAt).hex(64),
    plan,
    labels: plan.service
      ? { 'com.docker.compose.project': 'edge', 'com.docker.compose.service': plan.service }
      : {},
    status: plan.isDone ? 'exited' : 'running',
    createdAt: startedAt - 1_000,
    startedAt,
    finishedAt: plan.isDone ? startedAt + 48_000 : undefined,
    exitCode: 0,
    isOutOfMemory: false,
    restarts: 0,
    health: plan.isChecked ? { status: 'healthy', output: 'ok' } : undefined,
  };
}
