import type { ElasticsearchPlace } from '../ground/elasticsearch-place.ts';
import { bodiesFor, readStored, sendBodies } from './bulk.ts';
import type { Contest } from './contest.ts';

/** The bare client's bulk, into indices of the same templates: without ids, and under the same ids and versions. */
export function elasticsearchContest(place: ElasticsearchPlace): Contest {
  return {
    place,
    titles: { ceiling: 'bare bulk, no ids', keyed: 'bulk, same ids and versions' },
    prepare: async (name) => {
      const stored = await readStored(place.client, name);
      const bodies = {
        ceiling: bodiesFor(stored, name, 'ceiling', false),
        keyed: bodiesFor(stored, name, 'keyed', true),
      };
      for (const way of ['ceiling', 'keyed']) await (await place.open(way)).close();
      return {
        documents: stored.length,
        run: (way) => sendBodies(place, bodies[way]),
        clear: async () => {
          for (const way of ['ceiling', 'keyed']) await place.drop(way);
        },
      };
    },
  };
}
