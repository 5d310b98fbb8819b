import { bucketOf, HOUR, type Instant, MINUTE } from '../../core/time.ts';
import type { Container } from './container.ts';
import type { Known } from './cursor.ts';

type Totals = readonly [received: number, sent: number];

/** How much went over the network in which minutes; each is the whole of its minute so far, so that written again it stays the same. */
export interface Traffic {
  received: [Instant, number][];
  sent: [Instant, number][];
  /** To be remembered. */
  known: NonNullable<Known['network']>;
}

/** What is further back is put into the last hour. */
const LONGEST = HOUR;

export interface Span {
  /** When it was looked at before, by our clock. */
  from: Instant;
  to: Instant;
  /** Whether the counters began at zero since then. */
  isFresh: boolean;
}

/**
 * What the counters grew by since `from` is spread evenly over the time since then. Where a reading is made again from the same cursor, it covers
 * all the minutes that the one before wrote, and they come out right.
 */
export function trafficOf(
  { stats }: Container,
  known: Known['network'],
  { from, to, isFresh }: Span,
): Traffic | undefined {
  const totals = totalsOf(stats?.networks);
  if (!totals) return undefined;
  const grown = growth(totals, isFresh ? [0, 0] : (known ?? totals));
  const begin = Math.max(from, to - LONGEST);
  const [receivedInMinute = 0, sentInMinute = 0] = begin === from ? (known?.slice(2) ?? []) : [];
  const received = spread(grown[0], receivedInMinute, begin, to);
  const sent = spread(grown[1], sentInMinute, begin, to);
  return {
    received,
    sent,
    known: [...totals, received.at(-1)?.[1] ?? receivedInMinute, sent.at(-1)?.[1] ?? sentInMinute],
  };
}

function totalsOf(networks: NonNullable<Container['stats']>['networks']): Totals | undefined {
  const all = Object.values(networks ?? {});
  if (all.length === 0) return undefined;
  return all.reduce<Totals>((sum, one) => [sum[0] + one.rx_bytes, sum[1] + one.tx_bytes], [0, 0]);
}

/** A counter that fell began anew. */
function growth(now: Totals, before: readonly number[]): Totals {
  const since = (index: 0 | 1) =>
    now[index] < (before[index] ?? 0) ? now[index] : now[index] - (before[index] ?? 0);
  return [since(0), since(1)];
}

/** By minute, in whole bytes that add up to `amount`; `already` is what the first minute had before. */
function spread(amount: number, already: number, from: Instant, to: Instant): [Instant, number][] {
  if (to <= from) return amount + already > 0 ? [[bucketOf(to, MINUTE), already + amount]] : [];
  const upTo = (at: Instant) => Math.round((amount * (Math.min(at, to) - from)) / (to - from));
  const minutes: [Instant, number][] = [];
  let done = 0;
  for (let minute = bucketOf(from, MINUTE); minute <= to; minute += MINUTE) {
    const until = upTo(minute + MINUTE);
    minutes.push([minute, until - done + (minutes.length === 0 ? already : 0)]);
    done = until;
  }
  return minutes;
}
