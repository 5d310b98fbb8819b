import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Metric } from '../../core/metrics.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';

/** `1,204`. */
export function countWords(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `1 error`, `1,204 errors`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${countWords(count)} ${Math.round(count) === 1 ? one : many}`;
}

/** Three digits that matter, from nanoseconds: `340 ms`, `2.31 s`. */
export function durationWords(nanoseconds: number | undefined): string {
  if (nanoseconds === undefined) return '–';
  if (nanoseconds >= 60e9) return `${threeDigits(nanoseconds / 60e9)} min`;
  if (nanoseconds >= 1e9) return `${threeDigits(nanoseconds / 1e9)} s`;
  if (nanoseconds >= 1e6) return `${threeDigits(nanoseconds / 1e6)} ms`;
  return `${threeDigits(nanoseconds / 1e3)} µs`;
}

/** A share as `3.1 %`. */
export function percentWords(part: number, whole: number): string {
  return whole === 0 ? '–' : `${threeDigits((100 * part) / whole)} %`;
}

export function threeDigits(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A value of a metric with its unit: `43 %`, `1.2 GiB`, `61 °C`, `3 h`; `–` where there is none. */
export function amountWords(value: number | undefined, unit: Metric['unit']): string {
  if (value === undefined) return '–';
  if (unit === 'ns') return durationWords(value);
  if (unit === 's') return lastingWords(value * SECOND);
  if (unit === 'By') return bytesWords(value);
  return `${threeDigits(value)}${{ '%': ' %', Cel: ' °C', '1': '' }[unit]}`;
}

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function bytesWords(bytes: number): string {
  const power = Math.min(
    BYTES.length - 1,
    Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10)),
  );
  return `${threeDigits(bytes / 2 ** (10 * power))} ${BYTES[power]}`;
}

/** `today` is left out: `14:05`, else `Nov 23 14:05`; in the asker's time zone. */
export function timeWords(at: Instant, now: Instant, timezone: string): string {
  const [local, today] = [new TZDate(at, timezone), new TZDate(now, timezone)];
  return format(local, format(local, 'yyyyMMdd') === format(today, 'yyyyMMdd') ? 'HH:mm' : 'MMM d HH:mm');
}

/** `14:05:09`, with the day where it is not today. */
export function lineTime(at: Instant, now: Instant, timezone: string): string {
  const [local, today] = [new TZDate(at, timezone), new TZDate(now, timezone)];
  return format(
    local,
    format(local, 'yyyyMMdd') === format(today, 'yyyyMMdd') ? 'HH:mm:ss' : 'MMM d HH:mm:ss',
  );
}

/** `5 s`, `12 min`, `3 h`, `2 d`. */
export function lastingWords(length: number): string {
  if (length < MINUTE) return `${Math.max(0, Math.round(length / SECOND))} s`;
  if (length < HOUR) return `${Math.round(length / MINUTE)} min`;
  return length < 2 * DAY ? `${threeDigits(length / HOUR)} h` : `${Math.round(length / DAY)} d`;
}

/** One line of at most `length` characters. */
export function oneLine(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
