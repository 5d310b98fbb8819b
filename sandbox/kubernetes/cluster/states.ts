import { z } from 'zod';
import { chance } from '../../scenario/chance.ts';
import { type KubeObject, timeText } from '../kube-object.ts';
import { conditions } from './pods.ts';

const Status = z.looseObject({
  containerStatuses: z.array(
    z.looseObject({
      name: z.string(),
      restartCount: z.number(),
      containerID: z.string(),
      state: z.record(z.string(), z.unknown()),
      lastState: z.record(z.string(), z.unknown()),
    }),
  ),
});
type Container = z.infer<typeof Status>['containerStatuses'][number];

export type Become = (pod: KubeObject) => KubeObject;

/** Its container is killed for its memory at `at`: over, and not yet begun again. */
export function killedForMemory(at: number): Become {
  return ended(at, 137, 'OOMKilled');
}

export function crashed(at: number, exitCode = 1): Become {
  return ended(at, exitCode, 'Error');
}

function ended(at: number, exitCode: number, reason: string): Become {
  return changed(at, (container) => {
    const startedAt = startOf(container) ?? timeText(at);
    const { containerID } = container;
    const terminated = { exitCode, reason, containerID, startedAt, finishedAt: timeText(at) };
    return { ...container, ready: false, started: false, state: { terminated } };
  });
}

/** Kubelet waits before it begins again. */
export function inCrashLoop(at: number, seconds = 10): Become {
  return changed(at, (container) => {
    const message = `back-off ${seconds}s restarting failed container=${container.name}`;
    const waiting = { reason: 'CrashLoopBackOff', message };
    return { ...container, ready: false, state: { waiting }, lastState: endOf(container) };
  });
}

/** Begun once more, and ready. */
export function restarted(at: number): Become {
  return changed(at, (container) => {
    const restartCount = container.restartCount + 1;
    const containerID = `containerd://${chance(container.containerID, restartCount).hex(64)}`;
    const state = { running: { startedAt: timeText(at) } };
    return {
      ...container,
      ready: true,
      started: true,
      restartCount,
      containerID,
      state,
      lastState: endOf(container),
    };
  });
}

export function withoutImage(
  at: number,
  reason: 'ErrImagePull' | 'ImagePullBackOff',
  message: string,
): Become {
  const become = changed(at, (container) => ({
    ...container,
    ready: false,
    state: { waiting: { reason, message } },
  }));
  return (pod) => withStatus(become(pod), { phase: 'Pending' });
}

/** No node takes it. */
export function pending(since: number, message: string): Become {
  return (pod) => {
    const scheduled = {
      type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: timeText(since),
    }; // biome-ignore format: one line of facts
    const status = { phase: 'Pending', conditions: [scheduled] };
    return {
      ...pod,
      metadata: { ...pod.metadata, creationTimestamp: timeText(since) },
      spec: { containers: [] },
      status,
    };
  };
}

export function notReady(since: number): Become {
  const why = { reason: 'ContainersNotReady', message: 'containers with unready status: [app]' };
  const become = changed(since, (container) => ({ ...container, ready: false }));
  return (pod) => withStatus(become(pod), { conditions: conditions('False', timeText(since), why) });
}

export function evicted(at: number, message: string): Become {
  return (pod) => ({
    ...pod,
    status: {
      phase: 'Failed',
      reason: 'Evicted',
      message,
      startTime: timeText(at),
      conditions: conditions('False', timeText(at)),
    },
  });
}

export function under(pressure: string, at: number): Become {
  return (node) => {
    const { conditions: all } = z
      .looseObject({ conditions: z.array(z.looseObject({ type: z.string() })) })
      .parse(node.status);
    const is = {
      status: pressure === 'Ready' ? 'False' : 'True',
      lastTransitionTime: timeText(at),
      message: `kubelet has ${pressure}`,
    };
    return withStatus(node, {
      conditions: all.map((one) => (one.type === pressure ? { ...one, ...is } : one)),
    });
  };
}

function changed(at: number, change: (container: Container) => Container & { ready?: boolean }): Become {
  return (pod) => {
    const status = Status.parse(pod.status);
    const containerStatuses = status.containerStatuses.map((container) => change(container));
    const isReady = containerStatuses.every(({ ready }) => ready);
    const why = isReady
      ? {}
      : { reason: 'ContainersNotReady', message: 'containers with unready status: [app]' };
    return withStatus(pod, {
      containerStatuses,
      conditions: conditions(isReady ? 'True' : 'False', timeText(at), why),
    });
  };
}

function withStatus(object: KubeObject, status: object): KubeObject {
  return { ...object, status: { ...(object.status as object), ...status } };
}

function startOf({ state }: Container): string | undefined {
  return z.object({ running: z.object({ startedAt: z.string() }) }).safeParse(state).data?.running.startedAt;
}

function endOf({ state, lastState }: Container): Record<string, unknown> {
  return 'terminated' in state ? state : lastState;
}
