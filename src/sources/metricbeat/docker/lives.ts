import { type Instant, MINUTE } from '../../../core/time.ts';
import type { Life } from '../cursor.ts';
import { shortKey } from '../document.ts';
import type { Minute } from '../minute/minute.ts';
import type { Container } from './container.ts';

/** So far back restarts make a loop. */
const LOOP = 10 * MINUTE;
/** So long after it was told to stop, an end is what was asked for. */
const STOPPING = MINUTE;

export function lifeOf({ id, service }: Container, at: Instant, { lives }: Minute['memory']): Life {
  const life: Life = lives[id] ?? { service, restarts: [], seenAt: at };
  life.seenAt = at;
  lives[id] = life;
  return life;
}

export function restarted(container: Container, at: Instant, { counters, memory }: Minute): void {
  const life = lifeOf(container, at, memory);
  life.restarts = [...life.restarts.filter((one) => one > at - LOOP), at];
  counters.add('container.restarts', container, 1);
}

/** A container that runs for less long than before was started again; where its events are collected too, they have said so already. */
export function noteUptime(container: Container, uptime: number, at: Instant, minute: Minute): void {
  const { totals, lives } = minute.memory;
  const key = shortKey('docker', container.id, 'uptime');
  const [seenIn, before] = totals[key] ?? [];
  totals[key] = [Math.floor(at / MINUTE), uptime];
  if (seenIn === undefined || before === undefined || uptime >= before) return;
  const startedAt = lives[container.id]?.startedAt ?? 0;
  if (startedAt < seenIn * MINUTE) restarted(container, at, minute);
}

export function wasAsked({ toldToStopAt }: Life, endedAt: Instant): boolean {
  return toldToStopAt !== undefined && endedAt - toldToStopAt < STOPPING;
}

/** Whether its memory ran out just before its end: the kernel kills, then it ends. */
export function wasOutOfMemory({ outOfMemoryAt }: Life, endedAt: Instant): boolean {
  return outOfMemoryAt !== undefined && endedAt - outOfMemoryAt < STOPPING;
}

/** The problems that containers have by what happened to them, at the end of a minute. */
export function problemsOfLives({ memory, problems, settings, at }: Minute): void {
  const now = at + MINUTE;
  for (const [id, life] of Object.entries(memory.lives))
    for (const type of problemsOf(life, now, settings))
      problems.has('container.problems', id, type, { 'service.name': life.service });
}

function problemsOf(life: Life, now: Instant, { recent, restartLoopAbove }: Minute['settings']): string[] {
  const isRecent = (at: Instant | undefined) => at !== undefined && now - at <= recent;
  const isLoop = life.restarts.filter((at) => now - at <= LOOP).length > restartLoopAbove;
  const isKilled = isRecent(life.outOfMemoryAt);
  const { ended } = life;
  const hasFailed = ended && ended.exitCode !== 0 && isRecent(ended.at) && !wasAsked(life, ended.at);
  return [
    ...(isKilled ? ['OOMKilled'] : []),
    ...(isLoop ? ['RestartLoop'] : []),
    ...(hasFailed && !isKilled && !isLoop ? ['Exited'] : []),
  ];
}
