import { scan } from './scan.ts';
import { maskNames } from './title-case.ts';
import { TAIL, type Tokens, VALUE } from './tokens.ts';

/**
 * The version of the masking: raised with every change after which a message may have another form. What was learned before is mapped to
 * the new forms, so that old codes stay valid (`learned.ts`).
 */
export const MASKING = 2;

/** So many characters of a message are looked at; messages equal up to there are one kind. */
const MOST_CHARACTERS = 4_000;
/** A form ends here: the words that tell messages apart come early. */
const MOST_WORDS = 100;
/** With so many plain words the prose identifies the message, and identifiers in it are values. */
const PROSE = 3;
const NAME = /^[A-Za-z_][\w.:~-]*$/;

/** The masked form of a message: its constant words, and `*` for each run of values. Needs no state, so it is the same everywhere. */
export function mask(message: string): string[] {
  const cut = message.length > MOST_CHARACTERS;
  const text = cut ? message.slice(0, MOST_CHARACTERS) : message;
  const tokens = scan(text, false, cut);
  if (tokens.words > 0) maskNames(tokens);
  else if (!tokens.kind.includes('sign')) return formOf(scan(text, true, cut));
  return formOf(tokens);
}

function formOf(tokens: Tokens): string[] {
  const form: string[] = [];
  for (let index = 0; index < tokens.text.length && form.length < MOST_WORDS; index++) {
    const word = constantAt(tokens, index);
    if (word !== VALUE || form.at(-1) !== VALUE) form.push(word);
  }
  return form;
}

function constantAt({ text, kind, words }: Tokens, index: number): string {
  const token = text[index] ?? VALUE;
  if (kind[index] === 'value') return isLoneName(token, words, index) ? token.replace(/\d+/g, '#') : VALUE;
  return kind[index] === 'name' && words >= PROSE && index > 0 ? VALUE : token;
}

/** The first name of a message without any prose is all that identifies it: `worker12` becomes `worker#`. */
function isLoneName(token: string, words: number, index: number): boolean {
  return words === 0 && index === 0 && token.length > 3 && NAME.test(token);
}

export function constants(form: readonly string[]): number {
  return form.reduce((count, word) => (word === VALUE || word === TAIL ? count : count + 1), 0);
}

/** The form with a value in place of one word. */
export function generalized(form: readonly string[], index: number): string[] {
  const general: string[] = [];
  for (let at = 0; at < form.length; at++) {
    const word = at === index ? VALUE : (form[at] ?? VALUE);
    if (word !== VALUE || general.at(-1) !== VALUE) general.push(word);
  }
  return general;
}
