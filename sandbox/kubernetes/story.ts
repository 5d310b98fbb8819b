import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { playScenes } from '../scenes.ts';
import { type Become, inCrashLoop, killedForMemory, restarted } from './cluster/states.ts';
import type { Filling } from './cluster/usage.ts';
import { again, warningOf } from './cluster/warnings.ts';
import type { Hand } from './hand.ts';
import type { KubeObject } from './kube-object.ts';

/** The service that runs out of memory. */
const VICTIM = 'billing-worker';
const FIRST_AFTER = 3 * MINUTE;
const AGAIN_AFTER = HOUR;
/** Memory climbs for so long before the first kill. */
const CLIMBS = 2 * MINUTE;
/** When, since it begins, the container is killed, and for how long it waits then. */
const KILLS = [
  { after: 0, waits: 2 * SECOND },
  { after: 25 * SECOND, waits: 10 * SECOND },
  { after: 65 * SECOND, waits: 20 * SECOND },
  { after: 120 * SECOND, waits: 40 * SECOND },
];
/** The second pod follows the first. */
const APART = 7 * SECOND;

interface Scene {
  after: number;
  play(hand: Hand, at: number): void;
}

/** A memory leak: every pod of one deployment is killed again and again, then it is over. Once an hour. */
export function scenes(pods: readonly KubeObject[]): Scene[] {
  const all = pods.flatMap((pod, index) =>
    KILLS.flatMap(({ after, waits }, round) => scenesOfKill(pod, index * APART + after, waits, round)),
  );
  return all.sort((one, other) => one.after - other.after);
}

function scenesOfKill(pod: KubeObject, after: number, waits: number, round: number): Scene[] {
  const become = (change: (at: number) => Become) => (hand: Hand, at: number) => {
    hand.change('pods', pod, change(at));
  };
  const kill = { after, play: become(killedForMemory) };
  const restart = { after: after + waits, play: become(restarted) };
  if (round === 0) return [kill, restart];
  const loop = (hand: Hand, at: number) => {
    hand.change('pods', pod, inCrashLoop(at, waits / SECOND));
    warn(hand, pod, at);
  };
  return [kill, { after: after + SECOND, play: loop }, restart];
}

function warn(hand: Hand, pod: KubeObject, at: number): void {
  const message = `Back-off restarting failed container app in pod ${pod.metadata.name}_shop(${pod.metadata.uid})`;
  const before = hand.all('events').find((event) => event.message === message);
  hand.put(
    'events',
    before ? again(before, at) : warningOf(pod, { reason: 'BackOff', message, container: 'app' }, at),
  );
}

/** Plays the story from `start` on until stopped. */
export function tell(hand: Hand, now: () => number, start: number): () => void {
  const victims = hand
    .all('pods')
    .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === VICTIM);
  const script = scenes(victims).map(({ after, play }) => ({ after, play: (at: number) => play(hand, at) }));
  return playScenes(script, { now, first: start + FIRST_AFTER, again: AGAIN_AFTER });
}

/** How full the victim's memory is because of the leak. */
export function leak(start: number): Filling {
  return (workload, at) => {
    const since = at - start - FIRST_AFTER + CLIMBS;
    if (workload !== VICTIM || since < 0) return 0;
    const into = since % AGAIN_AFTER;
    return into < CLIMBS + 3 * MINUTE ? Math.min(0.6 + (into / CLIMBS) * 0.38, 0.98) : 0;
  };
}
