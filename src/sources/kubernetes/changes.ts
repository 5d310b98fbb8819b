import { formatDuration } from 'date-fns/formatDuration';
import type { EventFields, Level, RawEvent } from '../../core/event.ts';
import { type Instant, MINUTE } from '../../core/time.ts';
import { allContainers, type ContainerStatus, conditionOf, lastEnd, type Pod } from './objects/pod.ts';
import { eventOf, type Place } from './origin.ts';
import {
  endedAt,
  isEvicted,
  lastingProblem,
  type Patience,
  unreadySince,
  waitingProblem,
} from './problems.ts';
import { serviceOf } from './service.ts';

/** What changed for the worse, as a pod's own state shows it. */
interface Change {
  type: string;
  at: Instant;
  identity: (string | number)[];
  text: string;
  level: Level;
  container?: ContainerStatus;
}

/** Why it ended is a text of the program's own: the rest of it is in its log. */
const LONGEST_MESSAGE = 500;

/**
 * The bad news in a pod's state, in plain words. The same state gives the same events whenever it is read; nothing before `since` is told, for
 * Kubernetes shows the last end of a container for as long as it lives.
 */
export function changesOf(
  pod: Pod,
  now: Instant,
  since: Instant,
  patience: Patience,
  place: Place,
): RawEvent[] {
  const all = [
    ...podChanges(pod, now, patience),
    ...allContainers(pod).flatMap((one) => [...containerChanges(pod, one)]),
  ];
  return all.filter(({ at }) => at >= since).map((change) => told(pod, change, place));
}

function* podChanges(pod: Pod, now: Instant, patience: Patience): Generator<Change> {
  const at = unreadySince(pod);
  if (isEvicted(pod) && at !== undefined) {
    const from = pod.nodeName ? ` from node ${pod.nodeName}` : '';
    yield {
      type: 'Evicted',
      at,
      identity: [],
      text: `was evicted${from}${because(pod.message)}`,
      level: 'error',
    };
  }
  const lasting = pod.deletionTimestamp === undefined ? lastingProblem(pod, now, patience) : undefined;
  if (!lasting) return;
  const { type, since, after } = lasting;
  const reason = conditionOf(pod, type === 'Pending' ? 'PodScheduled' : 'Ready')?.message;
  const state = type === 'Pending' ? 'has been pending' : 'has not been ready';
  const text = `${state} for over ${lengthOf(after)}${because(reason)}`;
  yield { type, at: since + after, identity: [since], text, level: 'warn' };
}

function* containerChanges(pod: Pod, container: ContainerStatus): Generator<Change> {
  yield* ends(pod, container);
  const type = waitingProblem(container);
  if (!type) return;
  const isLoop = type === 'CrashLoopBackOff';
  const at = (isLoop ? endedAt(container) : undefined) ?? unreadySince(pod);
  if (at === undefined) return;
  const { reason = type, message } = container.state.waiting ?? {};
  const text = isLoop ? loopWords(container) : `can not start, ${reason}${because(message)}`;
  yield { type, at, identity: [reason, container.restartCount], text, level: 'error', container };
}

function* ends(pod: Pod, container: ContainerStatus): Generator<Change> {
  const end = lastEnd(container);
  if (!end || end.exitCode === 0) return;
  const isKill = end.reason === 'OOMKilled';
  // Who is told to stop often ends with an exit code of its own.
  if (pod.deletionTimestamp !== undefined && !isKill) return;
  const at = endedAt(container) ?? unreadySince(pod);
  if (at === undefined) return;
  const identity = ['end', end.containerID ?? end.finishedAt ?? end.startedAt ?? end.restarts];
  const code = `exit code ${end.exitCode}`;
  const text = isKill
    ? `was killed, out of memory (${[code, limitOf(pod, container)].filter(Boolean).join(', ')})`
    : `ended with ${code} (${end.reason ?? 'Error'})${because(end.message)}`;
  yield {
    type: isKill ? 'OOMKilled' : (end.reason ?? 'Error'),
    at,
    identity,
    text,
    level: 'error',
    container,
  };
}

function loopWords(container: ContainerStatus): string {
  const { restartCount } = container;
  const end = lastEnd(container);
  const times = restartCount === 1 ? '1 restart' : `${restartCount} restarts`;
  const last = end ? `, last exit code ${end.exitCode} (${end.reason ?? 'Error'})` : '';
  return `is in a crash loop: ${times}${last}`;
}

function limitOf({ containers }: Pod, { name }: ContainerStatus): string | undefined {
  const limit = containers.find((one) => one.name === name)?.resources?.limits.memory;
  return limit ? `limit ${Math.round(limit / 2 ** 20)} MiB` : undefined;
}

function because(message: string | undefined): string {
  return message ? `: ${message.trim().slice(0, LONGEST_MESSAGE)}` : '';
}

function lengthOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  return formatDuration({ minutes, seconds: Math.round((milliseconds % MINUTE) / 1_000) });
}

function told(pod: Pod, { type, at, identity, text, level, container }: Change, place: Place): RawEvent {
  const subject = container ? `container ${container.name} of pod ${pod.name}` : `pod ${pod.name}`;
  return eventOf(
    {
      identity: [pod.uid, container?.name ?? '', type, ...identity],
      at,
      dataset: 'kubernetes.state',
      service: serviceOf(pod),
      about: `${pod.namespace}/${pod.name}`,
      text: `${subject} ${text}`,
      told: { level, code: type, fields: { 'error.type': type, ...fieldsOf(pod, container) } },
    },
    place,
  );
}

function fieldsOf(pod: Pod, container: ContainerStatus | undefined): EventFields {
  const id = container && (lastEnd(container)?.containerID ?? container.containerID);
  return {
    'service.name': serviceOf(pod),
    'kubernetes.namespace': pod.namespace,
    'kubernetes.pod.name': pod.name,
    ...(pod.nodeName && { 'kubernetes.node.name': pod.nodeName, 'host.name': pod.nodeName }),
    ...(container && { 'container.name': container.name }),
    ...(id && { 'container.id': id.replace(/^[a-z-]+:\/\//, '') }),
  };
}
