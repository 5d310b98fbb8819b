import type { Place } from '../ground/place.ts';

/** The pipeline's rivals: they have only to store the very documents that it stored. */
export type Rival = 'ceiling' | 'keyed';

export interface Contest {
  place: Place;
  titles: Readonly<Record<Rival, string>>;
  /** Reads what the pipeline has stored under this name, and makes room for it once more for each rival. */
  prepare(name: string): Promise<Ready>;
}

export interface Ready {
  documents: number;
  run(rival: Rival): Promise<void>;
  /** Removes what the rivals stored. */
  clear(): Promise<void>;
}
