import type { Question } from '../../../core/question.ts';
import { bucketOf, DAY, HOUR, type Instant, MINUTE } from '../../../core/time.ts';
import { stepOf } from '../charts.ts';
import type { AnswerDeps } from '../deps.ts';
import type { Matching } from './labels.ts';
import { only, type Thing, throughout } from './read.ts';

const BY = ['device.fleet', 'device.name', 'device.id'];
const LOOKED_BACK = 14 * DAY;

/**
 * Since when each of these devices has been offline: to the minute within the last hours, before that from the share of its last hour online;
 * undefined for one that was not online in two weeks.
 */
export async function offlineSince(
  devices: readonly Pick<Thing, 'key' | 'labels'>[],
  at: Instant,
  { store }: AnswerDeps,
): Promise<Map<string, Instant>> {
  if (devices.length === 0) return new Map();
  const matching = only({ where: {}, not: {} }, 'device.name', devices);
  const recent = { from: bucketOf(at, HOUR) - HOUR, to: at };
  const before = { from: at - LOOKED_BACK, to: recent.from };
  const [minutes, hours] = await Promise.all([
    throughout(store.series, 'device.online', matching, BY, recent, MINUTE),
    throughout(store.series, 'device.online', matching, BY, before, HOUR),
  ]);
  const ends = [
    ...hours.flatMap(({ key, samples }) => {
      const last = samples.findLast(({ value }) => value > 0);
      return last ? [[key, Math.round((last.at + last.value * HOUR) / MINUTE) * MINUTE] as const] : [];
    }),
    ...minutes.flatMap(({ key, samples }) => {
      const last = samples.findLast(({ value }) => value >= 0.5);
      return last ? [[key, last.at + MINUTE] as const] : [];
    }),
  ];
  return new Map(ends);
}

/** Keys of the devices that were offline at any time of a window. */
export async function wasOffline(
  matching: Matching,
  question: Question,
  { store }: AnswerDeps,
): Promise<Set<string>> {
  const step = question.time.to - question.time.from > HOUR ? HOUR : stepOf(question);
  const found = await throughout(store.series, 'device.online', matching, BY, question.time, step);
  return new Set(found.filter(({ samples }) => samples.some(({ value }) => value < 1)).map(({ key }) => key));
}
