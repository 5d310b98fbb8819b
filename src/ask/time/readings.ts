import type { Clock, Moment } from './piece.ts';

/** A time from a moment, to a moment, or both. */
export interface Span {
  from?: Moment;
  to?: Moment;
}

/** `9` may be 9:00 or 21:00: all that a span can mean. */
export function readingsOf({ from, to }: Span): Span[] {
  const froms = halves(from);
  const tos = halves(to);
  return froms
    .flatMap((one) => tos.map((other) => ({ ...(one && { from: one }), ...(other && { to: other }) })))
    .filter(plausible);
}

function halves(moment: Moment | undefined): (Moment | undefined)[] {
  const clock = moment?.clock;
  if (!clock?.bare || clock.minutes > 12 * 60) return [moment];
  const noon = clock.minutes % (12 * 60);
  return [clock.minutes, noon === clock.minutes ? noon + 12 * 60 : noon].map((minutes) => ({
    ...moment,
    clock: { ...clock, minutes },
  }));
}

/** Of `3 to 4pm` only the reading of less than twelve hours is meant. */
function plausible({ from, to }: Span): boolean {
  const [start, end] = [from?.clock, to?.clock];
  if (!start || !end || (from?.day !== undefined && to?.day !== undefined && from.day !== to.day))
    return true;
  return start.bare || end.bare ? end.minutes > start.minutes && end.minutes - start.minutes < 12 * 60 : true;
}

/** The hour that was not clear, for the question back. */
export function hourOf({ from, to }: Span): string {
  const clock: Clock | undefined = from?.clock ?? to?.clock;
  return String(((clock?.minutes ?? 0) / 60) % 12 || 12);
}
