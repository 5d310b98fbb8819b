import { classAt, DIGIT, isSpaceAt, isWordAt, LETTER } from './characters.ts';
import { popName, push, pushToken, type Tokens, VALUE } from './tokens.ts';

const VERB = /^(?:GET|POST|PUT|DELETE|HEAD|PATCH|OPTIONS|CONNECT|TRACE) /;
/** A direction sign standing alone is a word: `a -> b` is not `a <- b`. */
const SIGN = /^(?:<[-<=]*|[-=>]*>|<[-=]*>)(?=\s)/;
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '<': '>', '(': ')' };
const TRIM_LEFT = '.:*~+#&?!-';
const TRIM_RIGHT = '.:,?!*&~+-';
/** How many brackets and quotes may stay unclosed before they are no longer looked for: this keeps `[[[[…` linear. */
const MOST_UNCLOSED = 16;

interface Scan {
  text: string;
  at: number;
  tokens: Tokens;
  /** Reads what is inside quotes and brackets too. */
  open: boolean;
  /** The text was cut: a bracket that does not close reaches to its end. */
  cut: boolean;
  afterEquals: boolean;
  unclosed: number;
}

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

function takeToken(state: Scan): boolean {
  const { text, at, tokens } = state;
  if (!classAt(text, at)) return false;
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
  if (bits & (DIGIT | LETTER)) pushToken(tokens, text.slice(from, to), bits);
  return true;
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

function takeEnclosed(state: Scan): boolean {
  const { text, at } = state;
  if (state.open) return false;
  const first = text.charAt(at);
  if (first === '"' || first === '`' || (first === "'" && !isWordAt(text, at - 1))) return takeQuoted(state);
  if (!CLOSING[first] || (first === '(' && !isAside(state))) return false;
  return takeBracketed(state, CLOSING[first]);
}

/** `word (…)` is an aside and a value; `call(…)` is read. */
function isAside({ text, at, tokens }: Scan): boolean {
  return tokens.text.length > 1 && !isWordAt(text, at - 1);
}

function takeQuoted(state: Scan): boolean {
  const end = closingQuote(state);
  if (end < 0) return false;
  const verb = VERB.exec(state.text.slice(state.at + 1, state.at + 10))?.[0];
  if (verb) push(state.tokens, verb.trim(), 'word');
  return takeValue(state, end);
}

function takeBracketed(state: Scan, closing: string): boolean {
  const { text, at, tokens } = state;
  let end = closingBracket(state, closing);
  if (end < 0 && state.cut) end = text.length - 1;
  if (end <= 0) return false;
  if (tokens.text.length > 1 && isWordAt(text, at - 1)) popName(tokens);
  return takeValue(state, end);
}

function takeValue(state: Scan, end: number): true {
  push(state.tokens, VALUE, 'value');
  state.at = end + 1;
  state.afterEquals = false;
  return true;
}

function closingQuote(state: Scan): number {
  const { text, at } = state;
  if (state.unclosed >= MOST_UNCLOSED) return -1;
  const quote = text.charAt(at);
  let end = text.indexOf(quote, at + 1);
  while (end > 0 && (text[end - 1] === '\\' || (quote === "'" && isWordAt(text, end + 1)))) {
    end = text.indexOf(quote, end + 1);
  }
  if (end < 0) state.unclosed++;
  return end;
}

function closingBracket(state: Scan, closing: string): number {
  const { text, at } = state;
  if (state.unclosed >= MOST_UNCLOSED) return -1;
  const opening = text[at];
  for (let index = at, depth = 0; index < text.length; index++) {
    if (text[index] === opening) depth++;
    else if (text[index] === closing && --depth === 0) return index;
  }
  state.unclosed++;
  return -1;
}
