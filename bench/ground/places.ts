import type { Ground } from '../bench.ts';
import { type ElasticsearchPlace, startElasticsearchPlace } from './elasticsearch-place.ts';
import { type PostgresPlace, startPostgresPlace } from './postgres-place.ts';

/** Both servers; the second is left out, and said to be, where it can't be started. */
export interface Places {
  postgres: PostgresPlace | undefined;
  elasticsearch: ElasticsearchPlace | undefined;
  /** What a reader must know of what is left out. */
  notes: string[];
}

/** Starts the servers of the stores that were asked for, and ends them after the work. */
export async function withPlaces<T>(
  { folder, say, options }: Ground,
  work: (places: Places) => Promise<T>,
): Promise<T> {
  const isAsked = (name: string) => options.store === undefined || options.store === name;
  const notes: string[] = [];
  const elasticsearch = isAsked('elasticsearch') ? await ifItStarts(notes) : undefined;
  const postgres = isAsked('postgres') ? await startPostgresPlace(folder) : undefined;
  for (const note of notes) say(note);
  try {
    return await work({ postgres, elasticsearch, notes });
  } finally {
    await postgres?.stop();
    await elasticsearch?.stop();
  }
}

async function ifItStarts(notes: string[]): Promise<ElasticsearchPlace | undefined> {
  try {
    return await startElasticsearchPlace();
  } catch (error) {
    notes.push(`Elasticsearch is left out (${String(error)}). Install Java 21 and Maven.`);
    return undefined;
  }
}
