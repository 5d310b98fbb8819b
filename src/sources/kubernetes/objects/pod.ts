import { z } from 'zod';
import { listOf, Text, Time } from '../../go-values.ts';
import { Condition } from './condition.ts';
import { Amounts } from './quantity.ts';

const Terminated = z.object({
  exitCode: z.number().int(),
  reason: Text,
  message: Text,
  containerID: Text,
  startedAt: Time,
  finishedAt: Time,
});
export type Terminated = z.infer<typeof Terminated>;

const State = z
  .object({
    waiting: z.object({ reason: Text, message: Text }).nullish(),
    running: z.object({ startedAt: Time }).nullish(),
    terminated: Terminated.nullish(),
  })
  .nullish()
  .transform((state) => state ?? {});

const ContainerStatus = z.object({
  name: z.string().min(1),
  ready: z.boolean(),
  restartCount: z.number().int().min(0),
  containerID: Text,
  state: State,
  lastState: State,
});
export type ContainerStatus = z.infer<typeof ContainerStatus>;

const Labels = z
  .object({ 'app.kubernetes.io/name': Text, app: Text, 'pod-template-hash': Text })
  .nullish()
  .transform((labels) => labels ?? undefined);

const Owner = z.object({ kind: z.string(), name: z.string(), controller: z.boolean().nullish() });

/** A pod, with no more of it than we need. */
export const Pod = z
  .object({
    metadata: z.object({
      uid: z.string().min(1),
      name: z.string().min(1),
      namespace: z.string().min(1),
      creationTimestamp: Time,
      deletionTimestamp: Time,
      labels: Labels,
      ownerReferences: listOf(Owner),
    }),
    spec: z.object({
      nodeName: Text,
      containers: listOf(z.object({ name: z.string(), resources: z.object({ limits: Amounts }).nullish() })),
    }),
    status: z.object({
      phase: Text,
      reason: Text,
      message: Text,
      startTime: Time,
      conditions: listOf(Condition),
      containerStatuses: listOf(ContainerStatus),
      initContainerStatuses: listOf(ContainerStatus),
    }),
  })
  .transform(({ metadata, spec, status }) => ({ ...metadata, ...spec, ...status }));
export type Pod = z.infer<typeof Pod>;

/** All containers that ran or should, those that run before the others first. */
export function allContainers(pod: Pod): ContainerStatus[] {
  return [...pod.initContainerStatuses, ...pod.containerStatuses];
}

export function conditionOf(
  { conditions }: { conditions: Condition[] },
  type: string,
): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

/** How it ended the last time it did, and how many times it had been restarted before. */
export function lastEnd({ state, lastState, restartCount }: ContainerStatus) {
  if (state.terminated) return { ...state.terminated, restarts: restartCount };
  if (lastState.terminated) return { ...lastState.terminated, restarts: Math.max(restartCount - 1, 0) };
  return undefined;
}
