import { type Alert, Alert as AlertSchema } from '../core/alert.ts';
import { ERROR_LEVELS } from '../core/event.ts';
import { Ticket } from '../core/ticket.ts';
import { bucketOf, HOUR, type Window } from '../core/time.ts';
import { collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import { type Unusual, unusualSince } from './unusual.ts';

/** A service's errors in the period and in the one before it. */
export interface ServiceErrors {
  service: string;
  count: number;
  before: number;
}

/** Alerts of one fingerprint: the same problem, again and again. */
export interface Repeated {
  newest: Alert;
  times: number;
}

/** What a team should know of a day or a week. */
export interface Digest {
  window: Window;
  /** The most errors first. */
  errors: ServiceErrors[];
  /** Begun in the period. */
  alerts: Alert[];
  /** Open at its end, whenever they began. */
  open: Alert[];
  /** What alerted most often, where it did so twice or more. */
  noisiest: Repeated[];
  /** What stood out and alerted nobody. */
  unusual: Unusual[];
  tickets: { opened: number; done: number };
}

const MOST = 10_000;

/** Reads the documents that changed in the period, and the series by the hour: the cost does not grow with what is stored. */
export async function gatherDigest({ documents, series }: Store, window: Window): Promise<Digest> {
  const changed = { updatedSince: window.from, limit: MOST };
  const [recent, open, tickets, noticed, now, before] = await Promise.all([
    collection(documents, 'alert', AlertSchema).find(changed),
    collection(documents, 'alert', AlertSchema).find({ where: { state: ['firing', 'acknowledged'] } }),
    collection(documents, 'ticket', Ticket).find(changed),
    unusualSince(documents, window.from),
    errorsIn(series, window),
    errorsIn(series, { from: 2 * window.from - window.to, to: window.from }),
  ]);
  const within = (at: number) => at >= window.from && at < window.to;
  const alerts = recent.map(({ data }) => data).filter(({ startedAt }) => within(startedAt));
  return {
    window,
    errors: compared(now, before),
    alerts,
    open: open.map(({ data }) => data),
    noisiest: repeated(alerts),
    unusual: noticed.filter(({ grade, since }) => grade === 1 && within(since)),
    tickets: {
      opened: tickets.filter(({ data }) => within(data.requestedAt)).length,
      done: tickets.filter(({ data }) => data.state === 'done').length,
    },
  };
}

async function errorsIn(series: Store['series'], { from, to }: Window): Promise<Map<string, number>> {
  const window = { from: bucketOf(from, HOUR), to: bucketOf(to, HOUR) };
  const where = { 'log.level': ERROR_LEVELS };
  const found = await series.read({ metric: 'log.events', window, where }, HOUR, ['service.name']);
  return new Map(
    found.map(({ labels, samples }) => [
      labels['service.name'] ?? '',
      samples.reduce((sum, { value }) => sum + value, 0),
    ]),
  );
}

function compared(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): ServiceErrors[] {
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((service) => ({ service, count: now.get(service) ?? 0, before: before.get(service) ?? 0 }))
    .filter(({ count, before: former }) => count > 0 || former > 0)
    .sort((one, other) => other.count - one.count);
}

function repeated(alerts: readonly Alert[]): Repeated[] {
  const groups = Map.groupBy(alerts, ({ fingerprint }) => fingerprint);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const [newest] = group.toSorted((one, other) => other.startedAt - one.startedAt);
      return { newest: newest as Alert, times: group.length };
    })
    .sort((one, other) => other.times - one.times);
}
