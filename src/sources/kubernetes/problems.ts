import { type Instant, MINUTE } from '../../core/time.ts';
import type { Node } from './objects/node.ts';
import { allContainers, type ContainerStatus, conditionOf, lastEnd, type Pod } from './objects/pod.ts';
import type { KubernetesSettings } from './settings.ts';

export type Patience = Pick<KubernetesSettings, 'pendingAfter' | 'notReadyAfter' | 'recent'>;

/** What kubelet says while it can't get an image: the two take turns. */
const IMAGE = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
];
const IMAGE_PROBLEM = 'ImagePullBackOff';
const CRASH_LOOP = 'CrashLoopBackOff';
/** From the second restart on, a container that ran for less than this is still in its crash loop: it may be up between two crashes. */
const SETTLED = 2 * MINUTE;
const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** The problems a pod has at the moment `now` of the cluster's clock, each as often as a container has it. */
export function problemsOf(pod: Pod, now: Instant, patience: Patience): string[] {
  if (pod.phase === 'Succeeded') return [];
  const isRecent = (at: Instant | undefined) => at !== undefined && now - at < patience.recent;
  if (isEvicted(pod)) return isRecent(unreadySince(pod)) ? ['Evicted'] : [];
  const found = allContainers(pod).flatMap((container) => containerProblems(container, now, isRecent));
  if (pod.phase === 'Failed' && found.length === 0) return isRecent(unreadySince(pod)) ? ['Failed'] : [];
  if (found.length > 0 || pod.deletionTimestamp !== undefined) return found;
  const lasting = lastingProblem(pod, now, patience);
  return lasting ? [lasting.type] : [];
}

/** What is wrong with a pod as such, for too long already, and since when. Where a container says what it waits for, that says more. */
export function lastingProblem(pod: Pod, now: Instant, { pendingAfter, notReadyAfter }: Patience) {
  if (allContainers(pod).some(waitingProblem)) return undefined;
  if (pod.phase === 'Pending') return over('Pending', pod.creationTimestamp, pendingAfter, now);
  const ready = conditionOf(pod, 'Ready');
  if (pod.phase !== 'Running' || !ready || ready.status === 'True') return undefined;
  return over('NotReady', ready.lastTransitionTime, notReadyAfter, now);
}

function over(type: 'Pending' | 'NotReady', since: Instant | undefined, after: number, now: Instant) {
  return since !== undefined && now - since >= after ? { type, since, after } : undefined;
}

function containerProblems(
  container: ContainerStatus,
  now: Instant,
  isRecent: (at: Instant | undefined) => boolean,
): string[] {
  const waiting = waitingProblem(container);
  const end = lastEnd(container);
  const isKilled = end?.reason === 'OOMKilled' && (isRecent(endedAt(container)) || waiting === CRASH_LOOP);
  const loop = !waiting && isBetweenCrashes(container, now) ? CRASH_LOOP : waiting;
  return [...(isKilled ? ['OOMKilled'] : []), ...(loop ? [loop] : [])];
}

/** Why a container waits, where that is a problem; it is none while it is being made. */
export function waitingProblem({ state: { waiting } }: ContainerStatus): string | undefined {
  const reason = waiting?.reason;
  if (reason && IMAGE.includes(reason)) return IMAGE_PROBLEM;
  return reason === CRASH_LOOP || reason?.endsWith('Error') ? reason : undefined;
}

function isBetweenCrashes({ state, lastState, restartCount }: ContainerStatus, now: Instant): boolean {
  const { exitCode = 0 } = lastState.terminated ?? {};
  if (restartCount < 2 || exitCode === 0 || !state.running) return false;
  return now - (state.running.startedAt ?? now) < SETTLED;
}

/** When it ended the last time; where kubelet does not say, when it began again. */
export function endedAt(container: ContainerStatus): Instant | undefined {
  return lastEnd(container)?.finishedAt ?? container.state.running?.startedAt;
}

export function isEvicted({ phase, reason }: Pod): boolean {
  return phase === 'Failed' && reason === 'Evicted';
}

/** Since when it is not ready: the nearest thing to a time that what it waits for has. */
export function unreadySince(pod: Pod): Instant | undefined {
  const since = conditionOf(pod, 'Ready')?.lastTransitionTime;
  return since ?? pod.startTime ?? pod.creationTimestamp;
}

/** The conditions of a node that are problems just now, as the names people know. */
export function problemsOfNode(node: Node) {
  const pressures = node.conditions.filter(
    ({ type, status }) => PRESSURES.includes(type) && status === 'True',
  );
  const ready = conditionOf(node, 'Ready');
  const lost = ready && ready.status !== 'True' ? [{ ...ready, type: 'NotReady' }] : [];
  return [...pressures, ...lost];
}
