import type { Form, SlotForms } from './forms.ts';
import { VALUE } from './tokens.ts';
import { introducesName } from './words.ts';

/** A place in a message where forms differ in one word. */
interface Slot {
  words: readonly string[];
  key: string;
  /** Words of the general form other than the slot itself. */
  size: number;
  /** The words seen in it, by form; emptied once it is proven. */
  seen: Map<Form, string>;
  /** It stands behind a preposition, where names stand. */
  named: boolean;
  /** All its words stand right after a value, where "a form with a value there" says nothing. */
  afterValue: boolean;
  /** Set once the slot is proven to hold a value. */
  general: Form | undefined;
}

export interface Slots {
  /** A form has `word`, and `before` it, where `general` has a value. */
  enter(form: Form, word: string, general: readonly string[], before: string | undefined): void;
  /** Looks again at the slot whose general form is `key`: that form may just have been seen. */
  check(key: string): void;
}

/** Different words that prove a slot; a word proven as a value elsewhere counts twice. */
const VOTES = 4;
/** The same when only one other word is left in the form. */
const VOTES_OF_SHORT = 12;
/** Other words needed before one value proves a slot. */
const PROVEN_BY_VALUE = 3;
/** The same behind a preposition. */
const NAMED_BY_VALUE = 2;

export function createSlots(forms: SlotForms): Slots {
  const slots = new Map<string, Slot>();
  const proven = new Set<string>();
  /** Slots that wait for a word to be proven as a value. */
  const waiting = new Map<string, Slot[]>();

  /** Slots to look at again; worked off in a loop, since one proof may lead to thousands. */
  const queue: Slot[] = [];
  let working = false;

  function work(): void {
    if (working) return;
    working = true;
    for (let slot = queue.pop(); slot; slot = queue.pop()) decide(slot);
    working = false;
  }

  function decide(slot: Slot): void {
    if (slot.general || !isProven(slot)) return;
    slot.general = forms.learn(slot.words);
    if (!slot.general) return;
    for (const [form, word] of slot.seen) {
      forms.alias(slot.general, form);
      prove(word);
    }
    slot.seen.clear();
  }

  function isProven(slot: Slot): boolean {
    const least = slot.named ? NAMED_BY_VALUE : PROVEN_BY_VALUE;
    if (slot.size >= least && !slot.afterValue && forms.has(slot.key)) return true;
    if (slot.seen.size < 2) return false;
    let votes = 0;
    for (const word of slot.seen.values()) votes += proven.has(word) ? 2 : 1;
    return votes >= (slot.size > 1 ? VOTES : VOTES_OF_SHORT);
  }

  function prove(word: string): void {
    if (proven.has(word)) return;
    proven.add(word);
    queue.push(...(waiting.get(word) ?? []));
    waiting.delete(word);
  }

  function wait(slot: Slot, word: string): void {
    if (proven.has(word)) return;
    const others = waiting.get(word);
    if (others) others.push(slot);
    else waiting.set(word, [slot]);
  }

  return {
    enter(form, word, general, before) {
      const key = general.join(' ');
      const slot = slots.get(key) ?? newSlot(key, general, form.size - 1);
      slots.set(key, slot);
      if (slot.general) {
        forms.alias(slot.general, form);
        prove(word);
      } else {
        slot.afterValue &&= before === VALUE;
        slot.named ||= before !== undefined && introducesName(before);
        slot.seen.set(form, word);
        wait(slot, word);
        queue.push(slot);
      }
      work();
    },
    check(key) {
      const slot = slots.get(key);
      if (slot) queue.push(slot);
      work();
    },
  };
}

function newSlot(key: string, words: readonly string[], size: number): Slot {
  return { key, words, size, seen: new Map(), named: false, afterValue: true, general: undefined };
}
