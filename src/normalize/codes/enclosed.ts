import { isSpaceAt, isWordAt } from './characters.ts';
import { type Scan, takeValue } from './reading.ts';
import { isState } from './states.ts';
import { popName, push } from './tokens.ts';

const VERB = /^(?:GET|POST|PUT|DELETE|HEAD|PATCH|OPTIONS|CONNECT|TRACE)[ "'`]/;
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '<': '>', '(': ')' };
/** How many brackets and quotes may stay unclosed before they are no longer looked for: this keeps `[[[[…` linear. */
const MOST_UNCLOSED = 16;

/** What stands in quotes or brackets at this place, as one value. False where nothing is enclosed. */
export function takeEnclosed(state: Scan): boolean {
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
  const quoted = state.text.slice(state.at + 1, end);
  if (isState(quoted)) return takeState(state, quoted, end);
  const verb = VERB.exec(state.text.slice(state.at + 1, state.at + 10))?.[0];
  if (verb) push(state.tokens, verb.slice(0, -1), 'word');
  return takeValue(state, end);
}

function takeBracketed(state: Scan, closing: string): boolean {
  const { text, at, tokens } = state;
  let end = closingBracket(state, at, closing);
  if (end < 0 && state.cut) end = text.length - 1;
  if (end <= 0) return false;
  if (tokens.text.length > 1 && isWordAt(text, at - 1)) popName(tokens);
  return takeValue(state, text[at] === '(' ? end : gluedEnd(state, end));
}

/** What is glued to a bracket belongs to its value: `Channel@1{open}{io=0}->Connection[p=1]:BLOCKING`. */
function gluedEnd(state: Scan, end: number): number {
  const { text } = state;
  let last = end;
  while (last + 1 < text.length && !isSpaceAt(text, last + 1) && !endsValue(text, last + 1)) {
    const closing = CLOSING[text.charAt(last + 1)];
    const close = closing ? closingBracket(state, last + 1, closing) : last + 1;
    if (close < 0) return last;
    last = close;
  }
  return last;
}

function endsValue(text: string, index: number): boolean {
  return text[index] === ',' || (';:.'.includes(text.charAt(index)) && isSpaceAt(text, index + 1));
}

/** "Its state is 'active'" is another message than "Its state is 'inactive'". */
function takeState(state: Scan, quoted: string, end: number): true {
  push(state.tokens, quoted, 'word');
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

function closingBracket(state: Scan, at: number, closing: string): number {
  const { text } = state;
  if (state.unclosed >= MOST_UNCLOSED) return -1;
  const opening = text[at];
  for (let index = at, depth = 0; index < text.length; index++) {
    if (text[index] === opening) depth++;
    else if (text[index] === closing && --depth === 0) return index;
  }
  state.unclosed++;
  return -1;
}
