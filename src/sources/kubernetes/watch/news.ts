import { LRUCache } from 'lru-cache';
import { allContainers, type ContainerStatus, lastEnd, Pod } from '../objects/pod.ts';
import { waitingProblem } from '../problems.ts';

/** Of so many pods the last trouble is known. */
const PODS = 10_000;

/** Tells which changes of pods are worth a reading at once: trouble that is new, and trouble that is over. A pod that only moves along is not. */
export function podNews(): (object: unknown) => boolean {
  const known = new LRUCache<string, string>({ max: PODS });
  return (object) => {
    const { success, data: pod } = Pod.safeParse(object);
    if (!success) return false;
    const trouble = troubleOf(pod);
    const before = known.get(pod.uid) ?? '';
    if (trouble === before) return false;
    known.set(pod.uid, trouble);
    return true;
  };
}

function troubleOf(pod: Pod): string {
  const reason = pod.phase === 'Failed' ? `${pod.phase} ${pod.reason ?? ''}` : '';
  const containers = allContainers(pod).map(troubleOfContainer).filter(Boolean);
  return [...(reason ? [reason] : []), ...containers].join(' ');
}

function troubleOfContainer(container: ContainerStatus): string {
  const end = lastEnd(container);
  const waiting = waitingProblem(container) ?? '';
  const ended = end && end.exitCode !== 0 ? `${end.reason} ${end.containerID ?? end.restarts}` : '';
  if (!waiting && !ended) return '';
  return [container.name, waiting, ended, container.state.running ? 'up' : ''].join(' ');
}
