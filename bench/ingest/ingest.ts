import { LANES } from '../../jobs/lanes.ts';
import { DAY, HOUR, type Instant, MINUTE, systemClock } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';
import type { Bench, Ground } from '../bench.ts';
import { aggregateAll, collectAll, feedContext } from '../ground/feed.ts';
import { type Item, tell } from '../ground/lines.ts';
import type { Place } from '../ground/place.ts';
import { withPlaces } from '../ground/places.ts';
import type { Table } from '../ground/table.ts';
import type { Contest } from './contest.ts';
import { elasticsearchContest } from './elasticsearch-contest.ts';
import { type Cost, measure } from './measure.ts';
import { postgresContest } from './postgres-contest.ts';
import { profileRooms } from './rooms.ts';
import { withStages } from './stages.ts';
import { costTable, shareTable } from './tables.ts';

const ROUNDS = 3;
const NAME = 'ingest';
const WARM = 15 * MINUTE;

/** Where a minute holds many events, and where it holds few: the points of a minute cost the same. */
const LOADS = [
  { name: 'busy', what: 'an hour of about 1,400 events a minute', reach: HOUR, busier: 130 },
  {
    name: 'history',
    what: 'a week of about 6 events a minute, as npm start has them',
    reach: 7 * DAY,
    busier: 1,
  },
] as const;
type Load = (typeof LOADS)[number];

export const ingest: Bench = {
  name: 'ingest',
  title:
    'Events a second through the whole pipeline, beside the ceiling: the same ready documents, stored bare',
  run: (ground) =>
    withPlaces(ground, async ({ postgres, elasticsearch, notes }) => {
      const contests = [
        ...(postgres ? [postgresContest(postgres)] : []),
        ...(elasticsearch ? [elasticsearchContest(elasticsearch)] : []),
      ];
      for (const { place } of contests) await warm(place, ground);
      const tables: Table[] = [];
      for (const load of LOADS)
        for (const contest of contests) tables.push(...(await compare(load, contest, ground)));
      return tables.map((table, index) =>
        index === 0 ? { ...table, notes: [...table.notes, ...notes] } : table,
      );
    }),
};

/** A server just started is slow: its code is not compiled and its caches are empty. */
async function warm(place: Place, { say }: Ground): Promise<void> {
  say(`${place.title}: warming up`);
  const now = systemClock.now();
  const items = tell({ window: { from: now - WARM, to: now }, busier: LOADS[0].busier, start: now });
  await withStore(place, (store) => pipeline(items, store));
}

async function compare(load: Load, contest: Contest, { say }: Ground): Promise<Table[]> {
  const { place } = contest;
  const now = systemClock.now();
  const items = linesOf(load, now);
  const costs = { pipeline: [] as Cost[], ceiling: [] as Cost[], keyed: [] as Cost[] };
  let documents = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    say(`${load.name}, ${place.title}: round ${round} of ${ROUNDS}`);
    await withStore(place, async (store) => {
      costs.pipeline.push(await measure(place.pid, () => pipeline(items, store)));
      const ready = await contest.prepare(NAME);
      documents = ready.documents;
      for (const rival of ['ceiling', 'keyed'] as const)
        costs[rival].push(await measure(place.pid, () => ready.run(rival)));
      say(`  ${walls(costs)}`);
      await ready.clear();
    });
  }
  say(`${load.name}, ${place.title}: where the time goes`);
  const what = `${place.title}, ${load.what}`;
  return [costTable(what, contest, documents, costs), ...(await shares(what, items, place))];
}

/** Seconds of the last round. */
function walls(costs: Readonly<Record<string, readonly Cost[]>>): string {
  return Object.entries(costs)
    .map(([way, rounds]) => `${way} ${rounds.at(-1)?.wall.toFixed(1)} s`)
    .join(', ');
}

function linesOf({ reach, busier }: Load, now: Instant): Item[] {
  return tell({ window: { from: now - reach, to: now }, busier, start: now });
}

/** As many items at once as the product collects, then the minutes they changed. */
async function pipeline(items: readonly Item[], store: Store): Promise<void> {
  const context = feedContext(items, store, systemClock);
  await collectAll(items, context, LANES.collect.concurrency);
  await aggregateAll(context);
}

/** One thing at a time, in a round of its own: what is waited for is then what takes the time. */
async function shares(what: string, items: readonly Item[], place: Place): Promise<Table[]> {
  let stages: ReadonlyMap<string, number> = new Map();
  let rooms: ReadonlyMap<string, number> = new Map();
  await withStore(place, async (store) => {
    const { context, spent } = withStages(feedContext(items, store, systemClock));
    stages = spent;
    rooms = await profileRooms(async () => {
      await collectAll(items, context, 1);
      await aggregateAll(context);
    });
  });
  return [
    shareTable(`What takes the time: ${what}, one thing at a time`, 'stage', stages),
    shareTable(`What keeps node's processor busy: ${what}`, 'room', rooms),
  ];
}

async function withStore(place: Place, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await place.open(NAME);
  try {
    await work(store);
  } finally {
    await store.close();
    await place.drop(NAME);
  }
}
