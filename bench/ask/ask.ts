import { answer, known, understand } from '../../src/ask/index.ts';
import { type Clock, DAY, SECOND, systemClock } from '../../src/core/time.ts';
import { answerCard } from '../../src/slack/cards/answer.ts';
import type { Store } from '../../src/store/store.ts';
import type { Bench, Ground } from '../bench.ts';
import type { Place } from '../ground/place.ts';
import { withPlaces } from '../ground/places.ts';
import { median, quantile } from '../ground/statistics.ts';
import type { Table } from '../ground/table.ts';
import { fill } from './fill.ts';

const QUESTIONS = [
  'errors api last 24h',
  'errors by service today',
  'top codes last 6h',
  'latency api by endpoint last 24h',
  'logs checkout last 30m',
  'alerts',
] as const;
const TIMES = 30;
const TIMEZONE = 'Europe/Berlin';

/** Events in two weeks. */
const SMALL = 100_000;
const LARGE = 1_000_000;

interface Filled {
  store: Store;
  events: number;
}

export const ask: Bench = {
  name: 'ask',
  title: 'Time from the words of a question to the blocks of its answer',
  run: (ground) =>
    withPlaces(ground, async ({ postgres, elasticsearch, notes }) => {
      const tables = [];
      for (const place of [postgres, elasticsearch])
        if (place) tables.push(await compare(place, ground, notes));
      return tables;
    }),
};

async function compare(place: Place, { say, options }: Ground, notes: readonly string[]): Promise<Table> {
  const now = systemClock.now();
  const small = await filled(place, 'small', SMALL, now, say);
  const large = await filled(place, 'large', options.events ?? LARGE, now, say);
  const started = systemClock.now();
  const clock: Clock = { now: () => now + (systemClock.now() - started) };
  say(`asking ${QUESTIONS.length} questions ${TIMES} times each, in turns`);
  const rows = [];
  for (const question of QUESTIONS) rows.push(await askInTurns(question, small.store, large.store, clock));
  await Promise.all([small.store.close(), large.store.close()]);
  const table = tableOf(rows, place.title, small.events, large.events);
  return { ...table, notes: [...table.notes, ...notes] };
}

async function filled(
  place: Place,
  name: string,
  wanted: number,
  now: number,
  say: Ground['say'],
): Promise<Filled> {
  const began = systemClock.now();
  const store = await place.open(name);
  await fill(store, wanted, now);
  await place.settle(name);
  const all = await store.events.span({ window: { from: now - 15 * DAY, to: now + DAY } });
  const events = all?.count ?? 0;
  const seconds = Math.round((systemClock.now() - began) / SECOND);
  say(`${place.title}: ${events.toLocaleString('en-US')} events are there after ${seconds} s`);
  return { store, events };
}

async function askInTurns(question: string, small: Store, large: Store, clock: Clock) {
  const times = { small: [] as number[], large: [] as number[] };
  for (let time = 0; time < TIMES; time++) {
    times.small.push(await timeOf(question, small, clock));
    times.large.push(await timeOf(question, large, clock));
  }
  return {
    question,
    smallP50: median(times.small),
    smallP95: quantile(times.small, 0.95),
    largeP50: median(times.large),
    largeP95: quantile(times.large, 0.95),
    ratio: median(times.large) / median(times.small),
  };
}

/** Milliseconds. Understood, answered and drawn as for Slack, where only the sending is missing. */
async function timeOf(text: string, store: Store, clock: Clock): Promise<number> {
  const since = performance.now();
  const asking = { now: clock.now(), timezone: TIMEZONE, known: await known(store, clock) };
  const understood = understand(text, asking);
  if (understood.kind !== 'question') throw new Error(`"${text}" is not understood as a question`);
  const found = await answer(understood.question, { store, clock, timezone: TIMEZONE });
  answerCard(found, { nativeCharts: true, shareable: true });
  return performance.now() - since;
}

function tableOf(rows: Table['rows'], place: string, small: number, large: number): Table {
  const title = [small, large].map((events) => events.toLocaleString('en-US')).join(' and ');
  const milliseconds = [
    { key: 'smallP50', head: `p50 ms, ${thousands(small)}`, decimals: 1 },
    { key: 'smallP95', head: `p95 ms, ${thousands(small)}`, decimals: 1 },
    { key: 'largeP50', head: `p50 ms, ${thousands(large)}`, decimals: 1 },
    { key: 'largeP95', head: `p95 ms, ${thousands(large)}`, decimals: 1 },
  ];
  return {
    title: `${place}: ${title} events over two weeks; each question ${TIMES} times, in turns`,
    columns: [
      { key: 'question', head: 'question' },
      ...milliseconds,
      { key: 'ratio', head: 'ratio of p50', decimals: 1 },
    ],
    rows,
    notes: ['One question at a time. The first of each is among them, with nothing in memory.'],
  };
}

function thousands(events: number): string {
  return `${Math.round(events / 1000).toLocaleString('en-US')} k`;
}
