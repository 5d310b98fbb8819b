import { RejectedError, UpstreamError } from '../src/core/errors.ts';
import type { SourceFault, SourceState } from '../src/core/source-state.ts';
import { type Instant, MINUTE, SECOND } from '../src/core/time.ts';
import type { Batch, SourceItem } from '../src/sources/source.ts';

/** What one collect job has done so far. */
export interface Reading {
  events: number;
  points: number;
  calls: number;
  throttled: number;
  lastEventAt: Instant | undefined;
  readUpTo: Instant | undefined;
}

export const NOTHING_READ: Reading = {
  events: 0,
  points: 0,
  calls: 0,
  throttled: 0,
  lastEventAt: undefined,
  readUpTo: undefined,
};

export function together(before: Reading, after: Reading): Reading {
  const lastEventAt = Math.max(before.lastEventAt ?? 0, after.lastEventAt ?? 0);
  return {
    events: before.events + after.events,
    points: before.points + after.points,
    calls: before.calls + after.calls,
    throttled: before.throttled + after.throttled,
    lastEventAt: lastEventAt || undefined,
    readUpTo: after.readUpTo ?? before.readUpTo,
  };
}

/** `stored` is how many of its events were new to this process. */
export function withBatch(
  reading: Reading,
  { events, points, cost, readUpTo }: Batch,
  stored: number,
): Reading {
  const last = events.reduce((latest, { at }) => Math.max(latest, at), reading.lastEventAt ?? 0);
  return {
    events: reading.events + stored,
    points: reading.points + points.length,
    calls: reading.calls + cost.calls,
    throttled: reading.throttled + cost.throttled,
    lastEventAt: last || undefined,
    readUpTo,
  };
}

/** A source that a person has to mend is looked at again after this: they may have mended it. */
const REJECTED_RETRY = MINUTE;
const LONGEST_RETRY = 5 * MINUTE;

/** What is known of a source before anything was read from it. */
export function newState(
  kind: string,
  name: string,
  title: string,
  item: boolean,
  now: Instant,
): SourceState {
  return { kind, name, title, item, discoveredAt: now, eventsRead: 0, calls: 0, throttled: 0, failures: 0 };
}

/** Found by discovery: it is there. The same object where nothing is new. */
export function asDiscovered(state: SourceState, { title, retention, note }: SourceItem): SourceState {
  const isSame = state.title === title && state.retention === retention && state.note === note;
  if (isSame && state.goneAt === undefined) return state;
  const { goneAt: _goneAt, retention: _retention, note: _note, ...rest } = state;
  return {
    ...rest,
    title,
    ...(retention === undefined ? {} : { retention }),
    ...(note === undefined ? {} : { note }),
  };
}

/** No longer found: nobody reads it until it is found again. */
export function asGone(state: SourceState, now: Instant): SourceState {
  return state.goneAt === undefined ? { ...state, goneAt: now } : state;
}

export function asRead(state: SourceState, reading: Reading, now: Instant): SourceState {
  const { fault: _fault, retryAt: _retryAt, throttledSince, ...rest } = withReading(state, reading, now);
  const throttling = reading.throttled > 0 ? { throttledSince: throttledSince ?? now } : {};
  return { ...rest, ...throttling, readAt: now, failures: 0 };
}

export function asFailed(state: SourceState, reading: Reading, error: unknown, now: Instant): SourceState {
  const failures = state.failures + 1;
  const throttled = reading.throttled > 0 ? { throttledSince: state.throttledSince ?? now } : {};
  return {
    ...withReading(state, reading, now),
    ...throttled,
    failures,
    retryAt: now + retryIn(error, failures),
    fault: faultOf(error, state.fault?.since ?? now),
  };
}

function withReading(state: SourceState, reading: Reading, now: Instant): SourceState {
  const { lastEventAt = state.lastEventAt, readUpTo = state.readUpTo } = reading;
  const gap = gapOf(state, now);
  return {
    ...state,
    eventsRead: state.eventsRead + reading.events,
    calls: state.calls + reading.calls,
    throttled: state.throttled + reading.throttled,
    ...(lastEventAt === undefined ? {} : { lastEventAt: Math.max(lastEventAt, state.lastEventAt ?? 0) }),
    ...(readUpTo === undefined ? {} : { readUpTo }),
    ...(gap && reading.readUpTo ? { gap } : {}),
  };
}

/** What expired at the source between the end of the reading before and now; one gap, however many steps it takes to read past it. */
function gapOf({ readUpTo, retention, gap }: SourceState, now: Instant): SourceState['gap'] {
  if (readUpTo === undefined || retention === undefined) return undefined;
  const expired = now - retention;
  if (readUpTo >= expired) return undefined;
  return { from: gap && gap.to >= readUpTo ? gap.from : readUpTo, to: expired };
}

function faultOf(error: unknown, since: Instant): SourceFault {
  if (error instanceof RejectedError)
    return { code: error.code, message: error.message, advice: error.advice, since };
  const code = error instanceof UpstreamError ? error.code : 'INTERNAL';
  return { code, message: error instanceof Error ? error.message : String(error), since };
}

function retryIn(error: unknown, failures: number): number {
  if (error instanceof RejectedError) return REJECTED_RETRY;
  if (error instanceof UpstreamError && error.retryAfter !== undefined) return error.retryAfter;
  return Math.min(SECOND * 2 ** failures, LONGEST_RETRY);
}
