import pLimit from 'p-limit';
import type { Log } from '../../core/log.ts';
import { type Clock, HOUR, type Instant, MINUTE } from '../../core/time.ts';
import { chunksOf } from '../chunks.ts';
import { type Container, isUp, nameOf } from './container.ts';
import type { Engine } from './engine/engine.ts';
import { type EngineEvent, type Info, Listed } from './engine/objects.ts';
import { type DockerSettings, isWanted } from './settings.ts';

/** A host as it is at one moment. */
export interface Host {
  info: Info;
  containers: Container[];
  /** Of a while that begins before those that are new, so that each is seen with what led to it. */
  events: EngineEvent[];
  /** The daemon's clock, after the containers were looked at. */
  time: Instant;
}

/** So many calls at once. */
const AT_ONCE = 8;
const CHUNK = 50;
/** So far back is looked for what led to an event. */
const CONTEXT = MINUTE;
/** At first the daemon is asked for what happened in the last hour, if it still knows. */
const BACKFILL = HOUR;

/** Looks at every container, yields after each fifty, then asks what happened. `before` is the host's time of the last look. */
export async function* lookAt(
  engine: Engine,
  settings: DockerSettings,
  before: Instant | undefined,
  { clock, log }: { clock: Clock; log: Log },
): AsyncGenerator<void, Host> {
  const wanted = listedIn(await engine.list(), log).filter(({ Names: [name = ''] }) =>
    isWanted(settings, nameOf(name)),
  );
  const limit = pLimit(AT_ONCE);
  const containers: Container[] = [];
  for (const chunk of chunksOf(wanted, CHUNK)) {
    const looks = chunk.map(({ Id }) => limit(() => lookAtContainer(engine, Id)));
    containers.push(...(await Promise.all(looks)).flatMap((one) => one ?? []));
    yield;
  }
  const info = await engine.info();
  const time = info.SystemTime ?? clock.now();
  const since = Math.min(before ?? time - BACKFILL, time) - CONTEXT;
  const events = await engine.past(since, time);
  return { info, containers, events: events.toSorted((a, b) => a.timeNano - b.timeNano), time };
}

function listedIn(all: readonly unknown[], log: Log): Listed[] {
  const listed = all.flatMap((one) => Listed.safeParse(one).data ?? []);
  const skipped = all.length - listed.length;
  if (skipped > 0) log.warn({ skipped }, 'containers that make no sense are left out');
  return listed;
}

async function lookAtContainer(engine: Engine, id: string): Promise<Container | undefined> {
  const inspected = await engine.inspect(id);
  if (!inspected) return undefined;
  return { ...inspected, stats: isUp(inspected) ? await engine.stats(id) : undefined };
}
