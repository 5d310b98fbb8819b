import { HOUR, SECOND } from '../../core/time.ts';
import { chunksOf } from '../chunks.ts';
import type { SourceDeps } from '../source.ts';
import { GROUPS_A_SESSION } from './live-tail.ts';
import type { Region } from './region.ts';
import { type CloudWatchLogsSettings, matchesAny } from './settings.ts';
import { spaced } from './spaced.ts';

/** In one Region: each costs money, and an account has few of them. */
const MOST_SESSIONS = 3;
/** What a session follows is settled when it begins: for groups that are new since, it begins again. */
const LOOK_AGAIN = HOUR;

interface Session {
  name: string;
  region: Region;
  arns: string[];
}

/** Follows the groups of `liveTail` until stopped. Nothing that it shows is kept: it only says which group to read now. */
export async function follow(
  regions: ReadonlyMap<string, Region>,
  settings: CloudWatchLogsSettings,
  { wait, log }: Pick<SourceDeps, 'wait' | 'log'>,
  onNews: (item: string) => void,
  stopped: AbortSignal,
): Promise<void> {
  const hint = spaced(onNews, wait, stopped);

  async function sessionsIn(name: string, region: Region): Promise<Session[]> {
    const arns = await followed(region, settings, stopped);
    const sessions = [...chunksOf(arns, GROUPS_A_SESSION)].map((some) => ({ name, region, arns: some }));
    const left = arns.length - MOST_SESSIONS * GROUPS_A_SESSION;
    if (left > 0) log.warn({ region: name, left }, 'more log groups than Live Tail follows: see liveTail');
    return sessions.slice(0, MOST_SESSIONS);
  }

  async function followOne({ name, region, arns }: Session, signal: AbortSignal): Promise<void> {
    for await (const groups of region.tail(arns, signal))
      for (const group of groups) hint(`${settings.name}/${name}/${group}`);
  }

  while (!stopped.aborted) {
    const sessions: Session[] = [];
    for (const [name, region] of regions) sessions.push(...(await sessionsIn(name, region)));
    await untilFirst(stopped, [
      (signal) => wait(LOOK_AGAIN, signal),
      ...sessions.map((session) => (signal: AbortSignal) => followOne(session, signal)),
    ]);
    await wait(SECOND, stopped);
  }
}

/** Rejects with what a person has to mend. Opens a session and closes it at once. */
export async function checkLiveTail(
  region: Region,
  settings: CloudWatchLogsSettings,
  signal: AbortSignal,
): Promise<void> {
  const arns = await followed(region, settings, signal);
  if (arns.length === 0) return;
  for await (const _ of region.tail(arns.slice(0, GROUPS_A_SESSION), signal)) return;
}

/** The ARNs of the groups that are read, and that `liveTail` wants followed. */
async function followed(
  region: Region,
  { groups, exclude, liveTail }: CloudWatchLogsSettings,
  signal: AbortSignal,
): Promise<string[]> {
  const wanted = Array.isArray(liveTail) ? liveTail : ['*'];
  const found = new Set<string>();
  for (const pattern of groups) {
    for (const group of await region.groups(pattern.replace(/\*$/, ''), signal)) {
      const isRead = matchesAny(groups, group.name) && !matchesAny(exclude, group.name);
      if (isRead && matchesAny(wanted, group.name) && group.arn) found.add(group.arn);
    }
  }
  return [...found];
}

/** Does all at once; when the first has ended, well or not, the others are ended too. */
async function untilFirst(
  stopped: AbortSignal,
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const ending = new AbortController();
  const signal = AbortSignal.any([stopped, ending.signal]);
  const running = tasks.map((task) => task(signal));
  try {
    await Promise.race(running);
  } finally {
    ending.abort();
    await Promise.allSettled(running);
  }
}
