import type { Instant } from '../../core/time.ts';

/** What one unit of a number of so many digits is in milliseconds: seconds, milli-, micro- and nanoseconds since 1970. */
const EPOCHS = [
  { digits: /^\d{9,10}(\.\d+)?$/, unit: 1e3 },
  { digits: /^\d{12,13}(\.\d+)?$/, unit: 1 },
  { digits: /^\d{15,16}$/, unit: 1e-3 },
  { digits: /^\d{18,19}$/, unit: 1e-6 },
];
/** `2026-11-24 10:04:05.5`, with a T, slashes, a zone, or without seconds or time of day. */
const CALENDAR =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/** Reads a time as people write it, in UTC where it names no zone; undefined where it is none, or could be two (`03/04/2026`). */
export function momentOf(text: string): Instant | undefined {
  const trimmed = text.trim();
  const epoch = EPOCHS.find(({ digits }) => digits.test(trimmed));
  if (epoch) return Math.round(Number(trimmed) * epoch.unit);
  const [, year, month, day, time = '00:00', zone = 'Z'] = CALENDAR.exec(trimmed) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const clock = time.replace(',', '.').padStart(time.indexOf(':') === 1 ? time.length + 1 : time.length, '0');
  const at = Date.parse(`${date}T${clock}${/^utc$/i.test(zone) ? 'Z' : zone.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : at;
}
