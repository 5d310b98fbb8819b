import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { CodeBook } from '../normalizer.ts';
import { mask } from './mask.ts';
import { createShelf, type Entry } from './shelf.ts';

export interface CodeBookOptions {
  /** Kinds of message that are remembered, over all services. Beyond it codes stay right, but no new aliases are found. */
  maxForms?: number;
}

/** What is stored of a kind of message, under its hash: enough to find every alias again. */
const Learned = z.object({ service: z.string(), form: z.string(), explicit: z.boolean().optional() });
type Learned = z.infer<typeof Learned>;

const CACHED_LINES = 10_000;
const LONGEST_CACHED = 1_000;

/**
 * The error codes: the code of a message is a hash of its masked form, so it needs no state and is the same on every machine and after a
 * restart. What is learned are aliases, forms that turn out to be one message with a value in it; `resolve` follows them. Documents that were
 * taken with `learned()` and could not be stored are not offered again before a restart: keep them and try again.
 */
export function createCodeBook({ maxForms = 10_000 }: CodeBookOptions = {}): CodeBook {
  const shelf = createShelf(maxForms);
  const lines = new LRUCache<string, Entry>({ max: CACHED_LINES });
  const observed = new Set<string>();
  let fresh: { id: string; data: Learned }[] = [];

  function entryOf(service: string, text: string, explicit: string | undefined): Entry {
    const key = `${service}\n${explicit === undefined ? `=${text}` : `!${explicit}`}`;
    const cached = lines.get(key);
    if (cached) return cached;
    const entry =
      explicit === undefined ? shelf.enter(service, mask(text)) : shelf.enterExplicit(service, explicit);
    if (key.length <= LONGEST_CACHED) lines.set(key, entry);
    if (observe(entry)) note(entry, explicit !== undefined);
    return entry;
  }

  /** True the first time; never for what there was no room for. */
  function observe(entry: Entry): boolean {
    if (observed.has(entry.hash) || !shelf.has(entry)) return false;
    observed.add(entry.hash);
    return true;
  }

  function note({ service, hash, template }: Entry, explicit: boolean): void {
    fresh.push({ id: hash, data: { service, form: template, ...(explicit && { explicit }) } });
  }

  function takeOver({ service, form, explicit }: Learned): void {
    observe(explicit ? shelf.enterExplicit(service, form) : shelf.enter(service, form.split(' ')));
  }

  return {
    code(service, text, explicit) {
      const entry = entryOf(service, text, explicit);
      return { code: shelf.nameOf(entry), template: shelf.rootOf(entry).template };
    },
    resolve(code) {
      const entry = shelf.find(code);
      return entry ? shelf.nameOf(entry) : code;
    },
    template: (code) => shelf.find(code)?.template,
    learned() {
      const documents = fresh;
      fresh = [];
      return documents;
    },
    merge(documents) {
      for (const { data } of documents) {
        const learned = Learned.safeParse(data);
        if (learned.success) takeOver(learned.data);
      }
    },
  };
}
