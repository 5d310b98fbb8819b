import { type Instant, MINUTE } from '../../../core/time.ts';
import type { Memory } from '../cursor.ts';

/** Since when a thing is in the trouble it is in, and whether this document is the first that says so. */
export interface Since {
  at: Instant;
  isNews: boolean;
}

/** The trouble that things are in, over minutes. */
export interface Troubles {
  /** `trouble` is undefined for a thing that is well: it is forgotten. A trouble that is new began at `began`, or now. */
  note(thing: string, trouble: string | undefined, at: Instant, began?: Instant): Since | undefined;
}

export function openTroubles({ troubles }: Pick<Memory, 'troubles'>): Troubles {
  return {
    note: (thing, trouble, at, began = at) => {
      if (trouble === undefined) {
        delete troubles[thing];
        return undefined;
      }
      const [before, since] = troubles[thing] ?? [];
      const isNews = before !== trouble || since === undefined;
      const from = isNews ? began : since;
      troubles[thing] = [trouble, from, Math.floor(at / MINUTE)];
      return { at: from, isNews };
    },
  };
}
