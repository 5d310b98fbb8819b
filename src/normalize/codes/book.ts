import { LRUCache } from 'lru-cache';
import type { CodeBook } from '../normalizer.ts';
import { type Codes, createDocuments } from './documents.ts';
import { documentOf, Learned, wordsOf } from './learned.ts';
import { mask } from './mask.ts';
import { createShelf, type Entry } from './shelf.ts';
import { readable } from './tokens.ts';

export interface CodeBookOptions {
  /** Kinds of message that are remembered, over all services. Beyond it codes stay right, but no new aliases are found. */
  maxForms?: number;
}

const CACHED_LINES = 10_000;
const LONGEST_CACHED = 1_000;

/**
 * The error codes: the code of a message is a hash of its masked form, so it needs no state and is the same on every machine and after a
 * restart. What is learned are aliases, forms that turn out to be one message with a value in it; `resolve` follows them. Documents that were
 * taken with `learned()` and could not be stored are not offered again before a restart: keep them and try again.
 */
export function createCodeBook({ maxForms = 10_000 }: CodeBookOptions = {}): CodeBook {
  const documents = createDocuments();
  const shelf = createShelf(maxForms, {
    added: (entry) => documents.add(entry.hash, documentOf(entry)),
    joined: documents.changed,
  });
  const lines = new LRUCache<string, Entry>({ max: CACHED_LINES });

  function entryOf(service: string, text: string, explicit: string | undefined): Entry {
    if (explicit !== undefined) return shelf.enterExplicit(service, explicit);
    if (text.length > LONGEST_CACHED) return newEntryOf(service, text);
    const key = `${service}\n${text}`;
    const cached = lines.get(key);
    if (cached) return cached;
    const entry = newEntryOf(service, text);
    // A flood of messages that are not remembered must not drive out the lines that come again.
    if (entry.form) lines.set(key, entry);
    return entry;
  }

  function newEntryOf(service: string, text: string): Entry {
    const entry = shelf.enter(service, mask(text));
    if (entry.form && documents.lacksSample(entry.hash)) documents.add(entry.hash, documentOf(entry, text));
    return entry;
  }

  function takeOver(id: string, learned: Learned): void {
    if (learned.explicit) {
      shelf.enterExplicit(learned.service, learned.form);
    } else {
      const entry = shelf.enter(learned.service, wordsOf(learned));
      if (entry.hash !== id) shelf.supersede(id, entry);
    }
    documents.stored(id, learned);
  }

  function codesOf(hash: string): Codes | undefined {
    const entry = shelf.get(hash);
    if (!entry) return undefined;
    return { code: shelf.nameOf({ ...entry, hash }), root: shelf.nameOf(shelf.rootOf(entry)) };
  }

  return {
    code(service, text, explicit) {
      const entry = entryOf(service, text, explicit);
      return { code: shelf.nameOf(entry), template: readable(shelf.rootOf(entry).template) };
    },
    resolve(code) {
      const entry = shelf.find(code);
      return entry ? shelf.nameOf(entry) : code;
    },
    template(code) {
      const entry = shelf.find(code);
      return entry && readable(entry.template);
    },
    learned: () => documents.take(codesOf),
    merge(others) {
      for (const { id, data } of others) {
        const learned = Learned.safeParse(data);
        if (learned.success) takeOver(id, learned.data);
      }
    },
  };
}
