import { constants, generalized } from './mask.ts';
import { createSlots } from './slots.ts';
import { createTails } from './tails.ts';
import { TAIL, VALUE } from './tokens.ts';
import { isFixed } from './words.ts';

/** One kind of message: what is left when its values are masked. */
export interface Form {
  /** The words joined by spaces: its identity within a service, and its template. */
  key: string;
  /** Parts of `key`: parts of the message would keep all of it in memory. */
  words: readonly string[];
  /** How many of the words are not `*`. */
  size: number;
  /** The form that this one is an alias of; undefined for a root. */
  parent: Form | undefined;
}

/** What induction needs of the forms it works on. */
export interface SlotForms {
  has(key: string): boolean;
  learn(words: readonly string[]): Form | undefined;
  alias(general: Form, form: Form): void;
}

export interface FormsListener {
  /** Whether one more form may be kept. */
  hasRoom(): boolean;
  /** Hears of every new form, the general ones too; false if there is no room for it. */
  added(form: Form): boolean;
  joined(): void;
}

export interface Forms {
  /** The form of these words, new or known; undefined if it is new and there is no room. `key` is the words joined, where that is at hand. */
  learn(words: readonly string[], key?: string): Form | undefined;
  get(key: string): Form | undefined;
}

const MOST_SLOT_WORDS = 24;
/** Other words needed before the first word of a message can be a slot: it mostly names who speaks. */
const HEAD = 5;

/**
 * The forms of one service and which of them are the same message: forms that differ in one word share a slot, and a slot that is proven to
 * hold a value makes all forms through it aliases of the more general form. The aliases are the least fixed point of monotone rules over the
 * *set* of forms: order of arrival and of merging cannot matter.
 */
export function createForms(listener: FormsListener): Forms {
  const forms = new Map<string, Form>();
  const known = { has: (key: string) => forms.has(key), learn, alias };
  const slots = createSlots(known);
  const tails = createTails(known);

  function alias(general: Form, form: Form): void {
    if (join(general, form)) listener.joined();
  }

  function learn(words: readonly string[], key = words.join(' ')): Form | undefined {
    const seen = forms.get(key);
    if (seen || !listener.hasRoom()) return seen;
    const form: Form = { key, words: key.split(' '), size: constants(words), parent: undefined };
    if (!listener.added(form)) return undefined;
    forms.set(key, form);
    slots.check(key);
    tails.enter(form);
    if (form.size >= 2 && form.size <= MOST_SLOT_WORDS) enter(form);
    return form;
  }

  function enter(form: Form): void {
    form.words.forEach((word, index) => {
      if (!mayVary(form, word, index)) return;
      slots.enter(form, word, generalized(form.words, index), form.words[index - 1]);
    });
  }

  return { learn, get: (key) => forms.get(key) };
}

function mayVary(form: Form, word: string, index: number): boolean {
  if (word === VALUE || word === TAIL || isFixed(word) || /^[-+<=>]/.test(word)) return false;
  return index > 0 || form.size > HEAD;
}

export function rootOf(form: Form): Form {
  let root = form;
  while (root.parent) {
    root.parent = root.parent.parent ?? root.parent;
    root = root.parent;
  }
  return root;
}

/** Of two roots the one with fewer constants stays, then the first in order: the same whatever the order of calls. */
function join(one: Form, other: Form): boolean {
  const a = rootOf(one);
  const b = rootOf(other);
  if (a === b) return false;
  if (a.size < b.size || (a.size === b.size && a.key < b.key)) b.parent = a;
  else a.parent = b;
  return true;
}
