import { LANES } from '../../jobs/lanes.ts';
import { silentLog } from '../../src/core/log.ts';
import { DAY, HOUR, type Instant, systemClock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Bench, Ground } from '../bench.ts';
import { type Server, startServer } from '../ground/database.ts';
import { aggregateAll, collectAll, feedContext } from '../ground/feed.ts';
import { type Item, tell } from '../ground/lines.ts';
import { copyDocuments, makeTable, readDocuments } from './copy.ts';
import { type Cost, measure } from './measure.ts';
import { profileRooms } from './rooms.ts';
import { withStages } from './stages.ts';
import { costTable, shareTable } from './tables.ts';

const ROUNDS = 3;

/** Where a minute holds many events, and where it holds few: the points of a minute cost the same. */
const LOADS = [
  { name: 'busy', what: '2 hours of about 1,400 events a minute', reach: 2 * HOUR, busier: 130 },
  {
    name: 'history',
    what: '14 days of about 6 events a minute, as npm start has them',
    reach: 14 * DAY,
    busier: 1,
  },
] as const;
type Load = (typeof LOADS)[number];

export const ingest: Bench = {
  name: 'ingest',
  title: 'Events a second through the whole pipeline, beside bare COPY of the same documents',
  run: async (ground) => {
    const server = await startServer(ground.folder);
    try {
      const tables = [];
      for (const load of LOADS) tables.push(...(await compare(load, server, ground)));
      return tables;
    } finally {
      await server.stop();
    }
  },
};

async function compare(load: Load, server: Server, { say }: Ground) {
  const now = systemClock.now();
  const items = linesOf(load, now);
  const costs = { pipeline: [] as Cost[], copy: [] as Cost[], keyed: [] as Cost[] };
  let documents = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    say(`${load.name}: round ${round} of ${ROUNDS}`);
    await withDatabase(server, async (url, store) => {
      costs.pipeline.push(await measure(server.pid, () => pipeline(items, store)));
      const ready = await readDocuments(url);
      documents = ready.reduce((lines, part) => lines + part.toString('latin1').split('\n').length - 1, 0);
      for (const table of ['copy', 'keyed'] as const) {
        await makeTable(url, table, table === 'keyed');
        costs[table].push(await measure(server.pid, () => copyDocuments(url, table, ready)));
      }
    });
  }
  say(`${load.name}: where the time goes`);
  return [costTable(load.what, documents, costs), ...(await shares(load, items, server))];
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
async function shares({ what }: Load, items: readonly Item[], server: Server) {
  let stages: ReadonlyMap<string, number> = new Map();
  let rooms: ReadonlyMap<string, number> = new Map();
  await withDatabase(server, async (_, store) => {
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

async function withDatabase(
  server: Server,
  work: (url: string, store: Store) => Promise<void>,
): Promise<void> {
  const url = await server.database('ingest');
  const store = await openPostgresStore({ url, clock: systemClock, log: silentLog });
  try {
    await work(url, store);
  } finally {
    await store.close();
    await server.drop('ingest');
  }
}
