import { z } from 'zod';
import { bucketOf, HOUR, type Instant, MINUTE } from '../../core/time.ts';

const Time = z.number().int();

/** A counter's last value, and the minute it was seen in, in minutes since 1970. */
const Total = z.tuple([z.number().int(), z.number()]);
/** The trouble a thing is in, since when, and the minute it was last seen so. */
const Trouble = z.tuple([z.string(), Time, z.number().int()]);
/** What happened to a container of Docker in the last hour. */
const Life = z.object({
  service: z.string(),
  startedAt: Time.optional(),
  toldToStopAt: Time.optional(),
  outOfMemoryAt: Time.optional(),
  unhealthyAt: Time.optional(),
  /** While it has not started again. */
  ended: z.object({ at: Time, exitCode: z.number().int() }).optional(),
  restarts: z.array(Time).default([]),
  seenAt: Time,
});
export type Life = z.infer<typeof Life>;

/** What has to be known of all documents before the first minute that is read again. */
export const Memory = z.object({
  /** By the short key of a counter. */
  totals: z.record(z.string(), Total),
  /** By the short key of a thing; nothing of those that are well. */
  troubles: z.record(z.string(), Trouble),
  /** When each problem was seen last: by the key of its series. */
  problems: z.record(z.string(), Time),
  /** What pods may have of a node, cores and bytes, and the minute it was said in. */
  nodes: z.record(z.string(), z.tuple([z.number().nullable(), z.number().nullable(), z.number().int()])),
  /** By the id of a container of Docker. */
  lives: z.record(z.string(), Life),
});
export type Memory = z.infer<typeof Memory>;

export const Cursor = z.object({ from: Time, memory: Memory });
export type Cursor = z.infer<typeof Cursor>;

export function emptyMemory(): Memory {
  return { totals: {}, troubles: {}, problems: {}, nodes: {}, lives: {} };
}

/** What is not heard of for so long is gone. */
const FORGOTTEN = HOUR;

/** A copy that later minutes do not change, without what is gone. */
export function remembered(memory: Memory, now: Instant): Memory {
  const oldest = bucketOf(now - FORGOTTEN, MINUTE);
  const keep = <T>(all: Record<string, T>, seenAt: (one: T) => Instant): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([, one]) => seenAt(one) >= oldest));
  return structuredClone({
    ...memory,
    totals: keep(memory.totals, ([minute]) => minute * MINUTE),
    troubles: keep(memory.troubles, ([, , minute]) => minute * MINUTE),
    nodes: keep(memory.nodes, ([, , minute]) => minute * MINUTE),
    lives: keep(memory.lives, ({ seenAt }) => seenAt),
  });
}
