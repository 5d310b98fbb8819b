import type { Form, SlotForms } from './forms.ts';
import { TAIL, VALUE } from './tokens.ts';
import { isFixed } from './words.ts';

/** Forms that begin alike up to the colon before their tail. */
interface Family {
  words: readonly string[];
  firstWords: Set<string>;
  forms: Form[];
  /** Set once the tail is proven to be free text. */
  general: Form | undefined;
}

export interface Tails {
  enter(form: Form): void;
}

/** Tails that begin with so many different words prove that any text may stand there. */
const PROOF = 4;
/** Words that a state has at most. */
const MOST_OF_STATE = 3;

/** Free text behind a colon, as the cause of a failure: `cannot open the log: permission denied`, `cannot open the log: disk full`. */
export function createTails(forms: SlotForms): Tails {
  const families = new Map<string, Family>();

  function familyOf(words: readonly string[]): Family {
    const key = words.join(' ');
    const family = families.get(key) ?? { words, firstWords: new Set(), forms: [], general: undefined };
    families.set(key, family);
    return family;
  }

  return {
    enter(form) {
      const colon = form.words.indexOf(TAIL);
      const tail = form.words.slice(colon + 1);
      if (colon < 0 || !isFreeText(tail)) return;
      const family = familyOf([...form.words.slice(0, colon + 1), VALUE]);
      family.firstWords.add(tail[0] ?? VALUE);
      family.forms.push(form);
      if (family.firstWords.size < PROOF) return;
      family.general ??= forms.learn(family.words);
      if (!family.general) return;
      for (const member of family.forms) forms.alias(family.general, member);
      family.forms = [];
    },
  };
}

/** A single word may be a state, and so may a few words that all tell messages apart: "not found". */
function isFreeText(tail: readonly string[]): boolean {
  if (tail.length > MOST_OF_STATE) return true;
  return tail.length > 1 && tail.some((word) => word !== VALUE && !isFixed(word));
}
