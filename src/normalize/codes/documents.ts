import type { Learned } from './learned.ts';

/** The code of a kind of message, and the one that it is an alias of. */
export interface Codes {
  code: string;
  root: string;
}

/** What a book has to say to the store and to other workers. */
export interface Documents {
  add(hash: string, learned: Learned): void;
  /** The store has it already. */
  stored(hash: string, learned: Learned): void;
  /** Not stored yet, and without a message to show. */
  lacksSample(hash: string): boolean;
  /** Aliases were found: what was said of some document may be true no more. */
  changed(): void;
  /** What is new or has another root since the last time. */
  take(codesOf: (hash: string) => Codes | undefined): { id: string; data: Learned }[];
}

export function createDocuments(): Documents {
  const all = new Map<string, Learned>();
  /** The codes that were last said of a document, by its hash. */
  const said = new Map<string, string>();
  let isChanged = false;

  function changed(): void {
    isChanged = true;
  }

  return {
    add(hash, learned) {
      all.set(hash, learned);
      changed();
    },
    stored(hash, learned) {
      all.set(hash, learned);
      if (!said.has(hash)) said.set(hash, `${learned.code} ${learned.root}`);
      changed();
    },
    lacksSample: (hash) => !said.has(hash) && all.has(hash) && all.get(hash)?.sample === undefined,
    changed,
    take(codesOf) {
      if (!isChanged) return [];
      isChanged = false;
      return [...all].flatMap(([id, learned]) => {
        const codes = codesOf(id);
        const words = `${codes?.code} ${codes?.root}`;
        if (!codes || said.get(id) === words) return [];
        said.set(id, words);
        return [{ id, data: { ...learned, ...codes } }];
      });
    },
  };
}
