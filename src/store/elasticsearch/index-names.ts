import { bucketOf, DAY, type Instant, type Window } from '../../core/time.ts';

/** What every index is called. The namespace keeps two sysmons of one cluster apart. */
export interface IndexNames {
  /** The index of the events of one dataset on one UTC day: an event's id lives there and nowhere else. */
  events(dataset: string, at: Instant): string;
  eventsPattern: string;
  /** The event indices that can hold a moment of the window: names with wildcards, joined by commas, short enough for a URL. */
  eventsIn(window: Window): string;
  /** The index of the one-minute points of a UTC day. */
  series(at: Instant): string;
  seriesPattern: string;
  /** The indices of one-minute points that can hold a moment of the window, as `eventsIn`. */
  seriesIn(window: Window): string;
  /** The index of the rolled-up hours of a UTC month. */
  hours(at: Instant): string;
  hoursPattern: string;
  documents: string;
  /** The index of what could not be stored in a UTC month. */
  deadLetters(at: Instant): string;
  deadLettersPattern: string;
}

export function indexNames(namespace: string): IndexNames {
  const eventsOn = (period: string) => `logs-sysmon.*-${namespace}-${period}`;
  const seriesOn = (period: string) => `sysmon-series-${namespace}-${period}`;
  return {
    events: (dataset, at) => `logs-sysmon.${cleanDataset(dataset)}-${namespace}-${dayName(at)}`,
    eventsPattern: eventsOn('*'),
    eventsIn: (window) => periodsOf(window).map(eventsOn).join(','),
    series: (at) => seriesOn(dayName(at)),
    seriesPattern: seriesOn('*'),
    seriesIn: (window) => periodsOf(window).map(seriesOn).join(','),
    hours: (at) => `sysmon-hours-${namespace}-${monthName(at)}`,
    hoursPattern: `sysmon-hours-${namespace}-*`,
    documents: `sysmon-documents-${namespace}`,
    deadLetters: (at) => `sysmon-dead-letters-${namespace}-${monthName(at)}`,
    deadLettersPattern: `sysmon-dead-letters-${namespace}-*`,
  };
}

/** The first moment of the day, month or year that an index is of; undefined if its name ends in none. */
export function periodOf(index: string): Instant | undefined {
  const [, year, month = '01', day = '01'] = /-(-?\d{4,6})(?:\.(\d\d))?(?:\.(\d\d))?$/.exec(index) ?? [];
  if (year === undefined) return undefined;
  return new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
}

const LONGEST_DATASET = 100;

/** The third of an index name that the source chooses: https://www.elastic.co/docs/reference/ecs/ecs-data_stream allows no hyphen in it. */
function cleanDataset(dataset: string): string {
  const clean = dataset.toLowerCase().replace(/[^a-z0-9_.]+/g, '_');
  return clean.slice(0, LONGEST_DATASET) || 'generic';
}

/** Elasticsearch refuses a first line of more than 4,096 bytes; a day costs at most 130 of them. */
const MOST_PERIODS = 24;

/** The days of the window; where they are too many its months, its years, or all. */
function periodsOf(window: Window): string[] {
  const from = clamp(window.from);
  const to = clamp(window.to - 1);
  if (to < from) return [dayName(from)];
  const days = namesBetween(from, to, DAY, dayName);
  if (days) return days;
  const months = namesBetween(from, to, 28 * DAY, monthName);
  if (months) return months.map((month) => `${month}.*`);
  const years = namesBetween(from, to, 365 * DAY, yearName);
  return years ? years.map((year) => `${year}.*`) : ['*'];
}

/** The names of all periods that the range touches, found by steps no longer than a period; undefined if they are more than `MOST_PERIODS`. */
function namesBetween(
  from: Instant,
  to: Instant,
  step: number,
  name: (at: Instant) => string,
): string[] | undefined {
  if ((to - from) / step > MOST_PERIODS) return undefined;
  const names = new Set<string>();
  for (let at = from; at < to; at += step) names.add(name(at));
  return [...names.add(name(to))];
}

/** A JavaScript date is at most this far from 1970, on either side, in milliseconds. */
export const LAST_DATE = 8.64e15;

function clamp(at: Instant): Instant {
  return Math.max(-LAST_DATE, Math.min(LAST_DATE, Math.floor(at)));
}

/** `YYYY.MM.DD`; a year before 0 or after 9999 has as many digits as it takes. */
function dayName(at: Instant): string {
  const [, sign = '', year = '', rest = ''] = /^([+-]?)(\d+)-(.*)$/.exec(isoDay(at)) ?? [];
  return `${sign === '-' ? '-' : ''}${String(Number(year)).padStart(4, '0')}.${rest.replace('-', '.')}`;
}

function isoDay(at: Instant): string {
  return new Date(bucketOf(at, DAY)).toISOString().split('T')[0] ?? '';
}

function monthName(at: Instant): string {
  return dayName(at).slice(0, -3);
}

function yearName(at: Instant): string {
  return monthName(at).slice(0, -3);
}
