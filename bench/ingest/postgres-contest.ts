import type { PostgresPlace } from '../ground/postgres-place.ts';
import type { Contest } from './contest.ts';
import { copyDocuments, makeTable, readDocuments } from './copy.ts';

/** Bare COPY on one connection, into a table of the same columns: without an index, and with the same keys and indexes. */
export function postgresContest(place: PostgresPlace): Contest {
  return {
    place,
    titles: { ceiling: 'bare COPY, no index', keyed: 'COPY, same keys and indexes' },
    prepare: async (name) => {
      const url = place.url(name);
      const ready = await readDocuments(url);
      for (const way of ['ceiling', 'keyed'] as const) await makeTable(url, way, way === 'keyed');
      return {
        documents: ready.reduce((lines, part) => lines + part.toString('latin1').split('\n').length - 1, 0),
        run: (way) => copyDocuments(url, way, ready),
        clear: async () => {},
      };
    },
  };
}
