import type { RawEvent } from '../../../core/event.ts';
import type { Point } from '../../../core/series.ts';
import type { Instant } from '../../../core/time.ts';
import { eventOf, type Happening } from '../../happening.ts';
import type { Memory } from '../cursor.ts';
import type { MetricbeatSettings } from '../settings.ts';
import { type Counters, openCounters } from './counters.ts';
import { type Gauges, openGauges } from './gauges.ts';
import { openProblems, type Problems } from './problems.ts';
import { openTroubles, type Troubles } from './troubles.ts';

/** Which part of which source is read, and how patiently. */
export interface Reading {
  settings: MetricbeatSettings;
  part: string;
  /** Hosts that the module `system` watches. */
  watchedHosts: ReadonlySet<string>;
}

/** One minute that is being put together from its documents, in the order of their time. */
export interface Minute extends Reading {
  at: Instant;
  gauges: Gauges;
  counters: Counters;
  problems: Problems;
  troubles: Troubles;
  memory: Memory;
  /** The same happening told twice is one event. */
  tell(happening: Happening): void;
  keep(event: RawEvent): void;
  /** Whether it was asked before in this minute: two may have watched the same thing. */
  isKnown(happening: string): boolean;
}

export interface Told {
  events: RawEvent[];
  points: Point[];
}

/** `close` gives all there is to say of the minute, and moves the memory on. */
export function openMinute(at: Instant, memory: Memory, reading: Reading): Minute & { close(): Told } {
  const events = new Map<string, RawEvent>();
  const known = new Set<string>();
  const gauges = openGauges();
  const counters = openCounters(memory);
  const problems = openProblems(memory);
  const keep = (event: RawEvent) => {
    events.set(event.id, event);
  };
  return {
    ...reading,
    at,
    gauges,
    counters,
    problems,
    troubles: openTroubles(memory),
    memory,
    tell: (happening) => keep(eventOf(happening, reading.settings.name, reading.part)),
    keep,
    isKnown: (happening) => {
      const before = known.has(happening);
      known.add(happening);
      return before;
    },
    close: () => ({
      events: [...events.values()],
      points: [...gauges.points(at), ...counters.points(at), ...problems.points(at)],
    }),
  };
}
