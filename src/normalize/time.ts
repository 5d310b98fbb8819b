import { type Instant, MINUTE } from '../core/time.ts';

const ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/;
const ACCESS = /^(\d\d)\/(\w{3})\/(\d{4}):/;
const NO_YEAR = /^[A-Z][a-z]{2} +\d{1,2} [\d:]{8}/;
const KLOG = /^\d{4} \d/;

/**
 * The time that a text gives itself, if it is more than a minute from the source's: as it stands there, to be kept as the label `log.time`.
 * The source's time stays the record's time, since ids, overlapping reads and buckets depend on it; a time that agrees with it says nothing
 * new; one that does not (a replayed file, a clock that is wrong, a line that was shipped late) must not be lost. A time without a zone is
 * taken for UTC, one without a year for the source's year.
 */
export function differingTime(time: string | number, at: Instant): string | undefined {
  const instant = typeof time === 'number' ? fromEpoch(time) : fromText(time, at);
  return instant !== undefined && Math.abs(instant - at) <= MINUTE ? undefined : String(time).slice(0, 64);
}

/** Epoch seconds, milliseconds, microseconds or nanoseconds, by their size. */
function fromEpoch(time: number): Instant {
  if (time < 1e11) return time * 1_000;
  if (time < 1e14) return time;
  return time < 1e17 ? time / 1_000 : time / 1_000_000;
}

function fromText(time: string, at: Instant): Instant | undefined {
  if (time.length > 64) return undefined;
  if (/^\d{9,19}(?:\.\d+)?$/.test(time)) return fromEpoch(Number(time));
  const instant = Date.parse(readable(time, new Date(at).getUTCFullYear()));
  return Number.isNaN(instant) ? undefined : instant;
}

/** The time in a form that `Date.parse` reads in the same way everywhere, with its zone. */
function readable(time: string, year: number): string {
  const zone = ZONED.test(time) ? '' : ' UTC';
  if (ACCESS.test(time)) return time.replace(ACCESS, '$1 $2 $3 ') + zone;
  if (NO_YEAR.test(time)) return `${time} ${year}${zone}`;
  if (KLOG.test(time)) return `${year}-${time.slice(0, 2)}-${time.slice(2, 4)}T${time.slice(5, 17)}Z`;
  if (/^\d{4}-/.test(time))
    return time.replace(',', '.').replace(' ', 'T').replace(' UTC', '') + (zone && 'Z');
  return time + zone;
}
