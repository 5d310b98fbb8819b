import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Question, Subject } from '../../core/question.ts';
import { DAY } from '../../core/time.ts';
import type { Draft } from './draft.ts';
import { LISTS, misfit } from './fit.ts';

/** A question that follows another one in the same thread: what it does not say is as it was; what no longer fits is left behind. */
export function follow(previous: Question, said: Draft, timezone: string): Draft {
  const subject = subjectAfter(previous, said);
  const time = said.time ??
    earlier(previous, said, timezone) ?? { window: previous.time, words: previous.timeWords };
  const { earlier: _earlier, ...rest } = said;
  const merged: Draft & { subject: Subject } = {
    ...rest,
    subject,
    beside: false,
    time,
    services: servicesOf(previous, said),
    filters: { ...previous.filters, ...said.filters },
    exclude: withoutWanted({ ...previous.exclude, ...said.exclude }, said),
    aggregate: said.aggregate.length > 0 ? said.aggregate : (previous.aggregate ?? []),
    groupBy: said.groupBy.length > 0 ? said.groupBy : (previous.groupBy ?? []),
    ...optional('top', said.top ?? previous.top),
    ...optional('bucket', said.bucket ?? previous.bucket),
    ...optional('compare', said.compare ?? previous.compare),
  };
  return subject === previous.subject ? merged : shed(merged, said);
}

/** "only 5xx" after errors is about errors still; "p99" after them can only be about latency. */
function subjectAfter(previous: Question, said: Draft): Subject {
  if (!said.subject || !said.implied) return said.subject ?? previous.subject;
  const { subject } = previous;
  const says =
    said.aggregate.length + Object.keys(said.filters).length + Object.keys(said.exclude).length > 0;
  return says && misfit({ ...said, subject }) === undefined ? subject : said.subject;
}

function optional<K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [N in K]: V });
}

function servicesOf(previous: Question, said: Draft): string[] {
  if (said.everywhere) return [];
  if (said.services.length === 0) return previous.services;
  const beside = said.added || said.beside;
  return beside ? [...new Set([...previous.services, ...said.services])] : said.services;
}

/** "and web?" after "errors except web" wants web again. */
function withoutWanted(exclude: Draft['exclude'], { services }: Draft): Draft['exclude'] {
  const { service = [], ...rest } = exclude;
  const left = service.filter((name) => !services.includes(name));
  return left.length > 0 ? { ...rest, service: left } : rest;
}

/** The window moved back, in words that can be typed again. */
function earlier({ time }: Question, { earlier: by }: Draft, timezone: string): Draft['time'] {
  if (!by) return undefined;
  const length = { window: time.to - time.from, day: DAY, week: 7 * DAY }[by];
  const window = { from: time.from - length, to: time.to - length };
  const [from, to] = [window.from, window.to].map((at) =>
    format(new TZDate(at, timezone), 'yyyy-MM-dd HH:mm'),
  );
  return { window, words: `${from} to ${to}` };
}

/** Of a question about something else, only what fits the new subject is kept: a p95 of errors means nothing. */
function shed(merged: Draft & { subject: Subject }, said: Draft): Draft {
  const fits = (part: Partial<Draft>) =>
    misfit({ ...merged, filters: {}, exclude: {}, aggregate: [], groupBy: [], ...part }) === undefined;
  const filters = Object.fromEntries(
    Object.entries(merged.filters).filter(([name, values]) => fits({ filters: { [name]: values } })),
  );
  return {
    ...merged,
    services: LISTS.includes(merged.subject) ? said.services : merged.services,
    filters: { ...filters, ...said.filters },
    aggregate: said.aggregate.length > 0 || fits({ aggregate: merged.aggregate }) ? merged.aggregate : [],
    groupBy: said.groupBy.length > 0 || fits({ groupBy: merged.groupBy }) ? merged.groupBy : [],
  };
}
