import type { RawEvent } from '../../core/event.ts';
import type { Point } from '../../core/series.ts';
import { bucketOf, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import { chunksOf } from '../chunks.ts';
import { pointOf } from '../points.ts';
import { countProblems, type ProblemCount } from '../problem-count.ts';
import { countRestarts, type RestartCount } from '../restart-count.ts';
import { timeOf } from './actions.ts';
import { type Container, isUp, labelsOf, nameOf, serviceOf, subjectOf } from './container.ts';
import { coresUsed, cpuTotal } from './cpu.ts';
import type { Cursor, Known } from './cursor.ts';
import { eventOfEnd, eventOfEngine, type Place } from './events.ts';
import { type ContainerHistory, historiesOf } from './history.ts';
import type { Host } from './look.ts';
import { trafficOf } from './network.ts';
import { containerPoints, trafficPoints } from './points.ts';
import { problemsOf, recentRestarts } from './problems.ts';
import { type DockerSettings, isWanted } from './settings.ts';

export interface Telling {
  /** What we know of the readings before. */
  before: Cursor | undefined;
  /** By our own clock: the minute of the figures. */
  now: Instant;
  settings: DockerSettings;
  place: Place;
}

export interface Told {
  events: RawEvent[];
  points: Point[];
}

/** So many containers are handed over at once. */
const CHUNK = 500;

/** The daemon may tell of something a moment after it happened: the last moments are read once more. */
const LATE = 5 * SECOND;

/** All there is to say of a host as it is, piece by piece, and what to remember of it. */
export function* tell(host: Host, telling: Telling): Generator<Told, Cursor> {
  const { before, now } = telling;
  const historyOf = historiesOf(host.events);
  const problems = countProblems(before?.problems ?? {}, now);
  const restarts = countRestarts(before?.restarts);
  const containers: Cursor['containers'] = {};
  for (const chunk of chunksOf(host.containers, CHUNK)) {
    const points: Point[] = [];
    for (const container of chunk) {
      const told = tellContainer(container, historyOf(container.Id), host, { problems, restarts }, telling);
      points.push(...told.points);
      containers[container.Id] = told.known;
    }
    yield { events: [], points };
  }
  yield {
    events: [...engineEvents(host, historyOf, telling), ...unseenEnds(host, historyOf, telling)],
    points: problems.points(bucketOf(now, MINUTE)),
  };
  return {
    hostTime: host.time,
    readAt: now,
    restarts: restarts.counted(),
    containers,
    problems: problems.seen(),
  };
}

interface Counts {
  problems: ProblemCount;
  restarts: RestartCount;
}

function tellContainer(
  container: Container,
  history: ContainerHistory,
  host: Host,
  { problems, restarts }: Counts,
  { before, now, settings, place }: Telling,
): { points: Point[]; known: Known } {
  const { StartedAt, FinishedAt } = container.State;
  const known = before?.containers[container.Id];
  const since = before?.hostTime ?? host.time;
  const labels = labelsOf(container, place.host);
  const restarted = restarts.count(container.Id, container.RestartCount, FinishedAt, now);
  const span = { from: before?.readAt ?? now, to: now, isFresh: (StartedAt ?? 0) > since };
  const traffic = trafficOf(container, known?.network, span);
  const next = knownOf(container, history, known, recentRestarts(known?.restarts, restarted, now));
  for (const type of problemsOf(container, next, host.time, settings))
    problems.add('container.problems', { 'service.name': labels['service.name'] ?? '', 'error.type': type });
  const cores = coresUsed(container, known?.cpu, since);
  const at = bucketOf(now, MINUTE);
  return {
    points: [
      ...containerPoints(container, { labels, at, hostTime: host.time, host: host.info, cores }),
      ...(traffic ? trafficPoints(traffic, labels) : []),
      ...(restarted ? [pointOf('container.restarts', labels, restarted.at, restarted.count)] : []),
    ],
    known: { ...next, ...(traffic && { network: traffic.known }) },
  };
}

function knownOf(
  container: Container,
  history: ContainerHistory,
  known: Known | undefined,
  restarts: NonNullable<Known['restarts']>,
): Known {
  const { OOMKilled, FinishedAt } = container.State;
  const cpu = cpuTotal(container);
  const outOfMemoryAt = history.lastOutOfMemory ?? (OOMKilled ? FinishedAt : known?.outOfMemoryAt);
  const toldToStopAt = history.lastToldToStop ?? known?.toldToStopAt;
  return {
    ...(cpu && { cpu }),
    ...(restarts.length > 0 && { restarts }),
    ...(outOfMemoryAt !== undefined && { outOfMemoryAt }),
    ...(toldToStopAt !== undefined && { toldToStopAt }),
  };
}

type Histories = ReturnType<typeof historiesOf>;

function startOf(host: Host, before: Cursor | undefined): Instant {
  return Math.min(before?.hostTime ?? host.time - HOUR, host.time) - LATE;
}

function engineEvents(host: Host, historyOf: Histories, { before, settings, place }: Telling): RawEvent[] {
  const byId = new Map(host.containers.map((container) => [container.Id, container]));
  const since = startOf(host, before);
  return host.events.flatMap((event) => {
    const { id, name } = subjectOf(event);
    if (timeOf(event) < since || !isWanted(settings, name)) return [];
    return eventOfEngine(event, historyOf(id), byId.get(id), place) ?? [];
  });
}

/** The daemon forgets its events when it is started anew, and keeps no more than the newest 256: how a container ended shows all the same. */
function unseenEnds(host: Host, historyOf: Histories, { before, place }: Telling): RawEvent[] {
  const since = startOf(host, before);
  return host.containers.flatMap((container) => {
    const { ExitCode, FinishedAt: at } = container.State;
    if (isUp(container) || ExitCode === 0 || at === undefined) return [];
    if (at < since || at >= host.time - LATE || historyOf(container.Id).hasEnd(at)) return [];
    const name = nameOf(container.Name);
    const subject = { id: container.Id, name, service: serviceOf(container.Config.Labels, name) };
    return [eventOfEnd(subject, container, at, place)];
  });
}
