import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../../src/core/time.ts';
import { ApiError } from './api-error.ts';
import type { EventFilter, EventLog } from './events.ts';

/** Streams of events that are open. */
export interface Streams {
  open(query: unknown, response: ServerResponse): void;
  count(): number;
  /** Breaks the connections, without a word. */
  drop(): void;
}

/** Seconds, with nanoseconds behind the point. */
const Seconds = z
  .string()
  .regex(/^\d+(\.\d{1,9})?$/)
  .transform((text) => Number(text) * 1_000);
const Query = z.object({
  since: Seconds.optional(),
  until: Seconds.optional(),
  filters: z.string().default('{}'),
});
const Filters = z.strictObject({
  type: z.array(z.string()).default(['container']),
  event: z.array(z.string()).default([]),
});

export function createStreams(events: EventLog, clock: Clock): Streams {
  const open = new Set<ServerResponse>();

  function follow(response: ServerResponse, filter: EventFilter, until: number | undefined): void {
    const stop = events.follow(filter, (line) => response.write(line));
    const left = until === undefined ? undefined : until - clock.now();
    const timer = left === undefined ? undefined : setTimeout(() => response.end(), left);
    open.add(response);
    response.on('close', () => {
      stop();
      clearTimeout(timer);
      open.delete(response);
    });
  }

  return {
    open: (query, response) => {
      const { since, until, filter } = questionIn(query);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      if (since !== undefined)
        for (const line of events.past(since, until ?? Number.POSITIVE_INFINITY, filter))
          response.write(line);
      if (until !== undefined && until <= clock.now()) response.end();
      else follow(response, filter, until);
    },
    count: () => open.size,
    drop: () => {
      for (const response of open) response.destroy();
    },
  };
}

function questionIn(query: unknown) {
  const asked = Query.safeParse(query);
  if (!asked.success) throw new ApiError(400, z.prettifyError(asked.error));
  const { since, until, filters } = asked.data;
  if (since !== undefined && until !== undefined && until < since)
    throw new ApiError(400, '`since` time cannot be after `until` time');
  return { since, until, filter: filterIn(filters) };
}

function filterIn(text: string): EventFilter {
  try {
    const { type, event } = Filters.parse(JSON.parse(text));
    return { actions: type.includes('container') ? event : ['nothing but containers'] };
  } catch (error) {
    throw new ApiError(400, `invalid filter: ${error instanceof Error ? error.message : error}`);
  }
}
