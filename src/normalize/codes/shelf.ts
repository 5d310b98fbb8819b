import { createForms, type Form, type Forms, rootOf } from './forms.ts';
import { createNames, hashOf, prefixOf } from './name.ts';

/** One kind of message in one service. `form` is undefined for a code that a line names itself, and for what came when there was no room. */
export interface Entry {
  service: string;
  prefix: string;
  hash: string;
  template: string;
  form: Form | undefined;
}

/** Everything a book knows, in its memory: at most `maxForms` entries over all services. */
export interface Shelf {
  /** The entry of a masked form, new or known. */
  enter(service: string, words: readonly string[]): Entry;
  /** The entry of a code that a line names itself. */
  enterExplicit(service: string, explicit: string): Entry;
  /** What had this hash by another masking is `entry` now: its codes stay valid. */
  supersede(hash: string, entry: Entry): void;
  nameOf(entry: Entry): string;
  /** The entry that this one is an alias of; itself if none. */
  rootOf(entry: Entry): Entry;
  /** The entry of a hash, also of one that another masking made. */
  get(hash: string): Entry | undefined;
  /** The root that a code stands for, unless it could be one of several. */
  find(code: string): Entry | undefined;
}

/** Hears what happens on a shelf. */
export interface ShelfListener {
  /** An entry is kept from now on, also of a form that was induced from others. */
  added(entry: Entry): void;
  /** Two kinds of message turned out to be one. */
  joined(): void;
}

export function createShelf(maxForms: number, listener: ShelfListener): Shelf {
  const names = createNames();
  const services = new Map<string, Forms>();
  const entries = new Map<string, Entry>();
  const byForm = new Map<Form, Entry>();
  const superseded = new Map<string, Entry>();

  const hasRoom = () => entries.size < maxForms;

  function keep(entry: Entry): boolean {
    if (entries.has(entry.hash)) return true;
    if (!hasRoom()) return false;
    entries.set(entry.hash, entry);
    if (entry.form) byForm.set(entry.form, entry);
    names.add(entry.prefix, entry.hash);
    listener.added(entry);
    return true;
  }

  function formsOf(service: string): Forms {
    const known = services.get(service);
    if (known) return known;
    const added = (form: Form) => keep(newEntry(service, form.key, form.key, form));
    const forms = createForms({ hasRoom, added, joined: listener.joined });
    if (hasRoom()) services.set(service, forms);
    return forms;
  }

  function enter(service: string, words: readonly string[]): Entry {
    const template = words.join(' ');
    const form = formsOf(service).learn(words, template);
    return (form && byForm.get(form)) ?? newEntry(service, template, template);
  }

  function supersede(hash: string, entry: Entry): void {
    if (superseded.size >= maxForms) return;
    superseded.set(hash, entry);
    names.add(entry.prefix, hash);
  }

  /** A `!` keeps a code that a line names apart from a message that reads the same. */
  function enterExplicit(service: string, explicit: string): Entry {
    const entry = newEntry(service, explicit, `!${explicit}`);
    keep(entry);
    return entries.get(entry.hash) ?? entry;
  }

  function rootEntry(entry: Entry): Entry {
    return (entry.form?.parent && byForm.get(rootOf(entry.form))) ?? entry;
  }

  const get = (hash: string) => entries.get(hash) ?? superseded.get(hash);

  return {
    enter,
    enterExplicit,
    supersede,
    nameOf: ({ prefix, hash }) => names.nameOf(prefix, hash),
    rootOf: rootEntry,
    get,
    find(code) {
      const roots = names
        .find(code)
        .flatMap((hash) => get(hash) ?? ([] as Entry[]))
        .map(rootEntry);
      return roots.every((root) => root === roots[0]) ? roots[0] : undefined;
    },
  };
}

function newEntry(service: string, template: string, key: string, form?: Form): Entry {
  return { service, prefix: prefixOf(service), hash: hashOf(service, key), template, form };
}
