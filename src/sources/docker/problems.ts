import { type Instant, MINUTE } from '../../core/time.ts';
import type { Restarted } from '../restart-count.ts';
import { type Container, isUp } from './container.ts';
import type { Known } from './cursor.ts';
import type { DockerSettings } from './settings.ts';

export type Patience = Pick<DockerSettings, 'recent' | 'restartLoopAbove'>;

/** So far back restarts make a loop. */
const LOOP = 10 * MINUTE;
/** So long after it was told to stop, an end is what was asked for. */
const STOPPING = MINUTE;

/** Restarts by minute, with those that are new, without those that are too old. */
export function recentRestarts(known: Known['restarts'], restarted: Restarted | undefined, now: Instant) {
  const minutes = new Map(known);
  if (restarted) minutes.set(restarted.at, restarted.count);
  return [...minutes].filter(([at]) => at > now - LOOP);
}

/** The problems a container has at the moment `now` of the host's clock. `now` is later than anything that is known. */
export function problemsOf(
  container: Container,
  { restarts = [], outOfMemoryAt, toldToStopAt }: Known,
  now: Instant,
  { recent, restartLoopAbove }: Patience,
): string[] {
  const { Health, Restarting, ExitCode, FinishedAt } = container.State;
  const isRecent = (at: Instant | undefined) => at !== undefined && now - at < recent;
  const isLoop = restarts.reduce((sum, [, count]) => sum + count, 0) > restartLoopAbove;
  const isKilled = isRecent(outOfMemoryAt);
  const hasEnded = !isUp(container) && !Restarting && ExitCode !== 0 && isRecent(FinishedAt);
  const wasAsked = isAsked(FinishedAt, toldToStopAt);
  return [
    ...(isKilled ? ['OOMKilled'] : []),
    ...(isUp(container) && Health?.Status === 'unhealthy' ? ['Unhealthy'] : []),
    ...(isLoop ? ['RestartLoop'] : []),
    ...(hasEnded && !isKilled && !isLoop && !wasAsked ? ['Exited'] : []),
  ];
}

export function isAsked(endedAt: Instant | undefined, toldToStopAt: Instant | undefined): boolean {
  if (endedAt === undefined || toldToStopAt === undefined) return false;
  return toldToStopAt <= endedAt + 1 && endedAt - toldToStopAt < STOPPING;
}
