import type { FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { UpstreamError } from '../../core/errors.ts';
import type { Origin } from '../../core/event.ts';
import type { Instant, Window } from '../../core/time.ts';
import { isTokenRefused } from '../aws/fault.ts';
import type { Batch, Cost } from '../source.ts';
import { type Cursor, lengthened, nextStretch, type Pace, type Stretch, shortened } from './cursor.ts';
import { rawEvent } from './event.ts';

/** One group, as it is asked for pages. */
export interface Reader {
  origin: Omit<Origin, 'stream'>;
  pace: Pace;
  page(window: Window, token: string | undefined): Promise<FilterLogEventsCommandOutput>;
  spent(): Cost;
}

/** More pages than this (of up to 10,000 events) are too many for one stretch. */
const MOST_PAGES = 20;
const MOST_RESTARTS = 3;

/** Reads stretch by stretch from the cursor to `now`. A stretch that has to begin again ends early, with the cursor where it was. */
export async function* read(
  reader: Reader,
  from: Cursor,
  now: Instant,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let cursor = from;
  let restarts = 0;
  for (;;) {
    const stretch = nextStretch(cursor, now, reader.pace);
    if (!stretch || signal.aborted) return;
    const next = yield* readStretch(reader, stretch, cursor);
    restarts = next === cursor ? restarts + 1 : 0;
    if (restarts > MOST_RESTARTS)
      throw new UpstreamError(
        'AWS_PAGING',
        `${reader.origin.group}: page tokens are refused again and again`,
      );
    cursor = next;
  }
}

/**
 * Yields the pages of a stretch, empty ones too; returns the cursor to go on from: the same one where AWS has forgotten the page token, and the
 * stretch has to begin again. What it cost is told before a fault as well.
 */
async function* readStretch(
  reader: Reader,
  { window, contextUntil, full, next }: Stretch,
  cursor: Cursor,
): AsyncGenerator<Batch, Cursor> {
  const batch = (events: FilterLogEventsCommandOutput['events'], end?: Cursor): Batch => ({
    events: (events ?? []).map((event) => rawEvent(event, reader.origin)),
    points: [],
    ends: end !== undefined,
    next: end ?? cursor,
    readUpTo: (end ?? cursor).position,
    contextUntil,
    cost: reader.spent(),
  });
  let token: string | undefined;
  for (let pages = 1; ; pages++) {
    let page: FilterLogEventsCommandOutput;
    try {
      page = await reader.page(window, token);
    } catch (error) {
      const again = token !== undefined && isTokenRefused(error);
      yield batch([], again ? cursor : undefined);
      if (again) return cursor;
      throw error;
    }
    token = page.nextToken;
    const shorter = token && pages >= MOST_PAGES ? shortened(cursor) : undefined;
    const whole = full && pages === 1 ? lengthened(next) : next;
    const end = token ? shorter : whole;
    yield batch(page.events, end);
    if (end) return end;
  }
}
