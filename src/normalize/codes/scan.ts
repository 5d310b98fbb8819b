import { classAt, DIGIT, isSpaceAt, isWordAt, LETTER } from './characters.ts';
import { takeEnclosed } from './enclosed.ts';
import { type Scan, takeValue } from './reading.ts';
import { isStatementAt } from './sql.ts';
import { push, pushToken, TAIL, type Tokens, VALUE } from './tokens.ts';
import { announcesCause } from './words.ts';

/** A direction sign standing alone is a word: `a -> b` is not `a <- b`. */
const SIGN = /^(?:<[-<=]*|[-=>]*>|<[-=]*>)(?=\s)/;
const TRIM_LEFT = '.:*~+#&?!-';
const TRIM_RIGHT = '.:,?!*&~+-';
/** Plain words that a text needs before a colon for what follows to be a tail. */
const LEAST_BEFORE_TAIL = 3;
/** Tokens before it at most: looking through all of them at every colon would be quadratic. */
const MOST_BEFORE_TAIL = 40;

/**
 * Splits a message into words and values by looks alone. What is quoted, bracketed or stands after `=` is a value, and so is any token with a
 * digit. Only the first line that holds a word is read: it identifies the message. Linear in the length of `text`.
 */
export function scan(text: string, open: boolean, cut: boolean): Tokens {
  const tokens: Tokens = { text: [], kind: [], words: 0 };
  const state: Scan = { text, at: 0, tokens, open, cut, afterEquals: false, unclosed: 0 };
  while (state.at < text.length) {
    if (isSpaceAt(text, state.at)) {
      if (text[state.at] === '\n' && tokens.words > 0) break;
      state.at++;
      state.afterEquals = false;
    } else if (!takeSign(state) && !takeToken(state) && !takeEquals(state) && !takeEnclosed(state))
      state.at++;
  }
  return tokens;
}

function takeSign(state: Scan): boolean {
  const { text, at } = state;
  const first = text[at];
  if ((first !== '-' && first !== '<' && first !== '=' && first !== '>') || !isSpaceAt(text, at - 1))
    return false;
  const sign = SIGN.exec(text.slice(at, at + 6))?.[0];
  if (!sign) return false;
  push(state.tokens, sign, 'sign');
  state.at += sign.length;
  return true;
}

function takeStatement(state: Scan): boolean {
  const { text, at, tokens } = state;
  if (!isStatementAt(text, at) || isWordAt(text, at - 1)) return false;
  if (tokens.text.length === 0) push(tokens, text.slice(at, text.indexOf(' ', at)), 'word');
  return takeValue(state, text.length);
}

function takeToken(state: Scan): boolean {
  const { text, at, tokens } = state;
  if (!classAt(text, at)) return false;
  if (takeStatement(state)) return true;
  let stop = at + 1;
  while (classAt(text, stop)) stop++;
  state.at = stop;
  if (state.afterEquals) {
    state.afterEquals = false;
    push(tokens, VALUE, 'value');
    return true;
  }
  const [from, to] = trim(text, at, stop);
  let bits = 0;
  for (let index = from; index < to; index++) bits |= classAt(text, index);
  if (!(bits & (DIGIT | LETTER))) return true;
  if (isSwitch(state, at, from)) push(tokens, text.charAt(at), 'sign');
  pushToken(tokens, text.slice(from, to), bits);
  if (text[stop - 1] === ':' && isSpaceAt(text, stop) && opensTail(tokens)) push(tokens, TAIL, 'sign');
  return true;
}

/** `+up` is not `-up` at the start of a message. */
function isSwitch({ text, tokens }: Scan, at: number, from: number): boolean {
  return (
    from === at + 1 &&
    tokens.text.length === 0 &&
    (text[at] === '+' || text[at] === '-') &&
    (classAt(text, from) & LETTER) !== 0
  );
}

/** A colon behind prose that tells of a failure; the first one only. */
function opensTail({ words, text }: Tokens): boolean {
  if (words < LEAST_BEFORE_TAIL || text.length > MOST_BEFORE_TAIL) return false;
  return text.some(announcesCause) && !text.includes(TAIL);
}

/** Leaves out punctuation around a token, but not the dot of `./path`. */
function trim(text: string, from: number, to: number): [number, number] {
  while (to > from + 1 && TRIM_RIGHT.includes(text.charAt(to - 1))) to--;
  while (to - from > 1 && TRIM_LEFT.includes(text.charAt(from)) && !text.startsWith('./', from)) from++;
  return [from, to];
}

function takeEquals(state: Scan): boolean {
  const { text, at, tokens } = state;
  if (text[at] !== '=') return false;
  const last = tokens.kind.at(-1);
  if (last && last !== 'value' && text[at + 1] !== '=') state.afterEquals = true;
  state.at++;
  return true;
}
