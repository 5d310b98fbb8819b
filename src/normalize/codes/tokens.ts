import { DIGIT, LETTER, NAME_MARK, PATH_MARK } from './characters.ts';
import { LITERALS, UNIT } from './words.ts';

export const VALUE = '*';

/** Stands before a text that may be anything: the cause behind `cannot open the log: `. */
export const TAIL = ':';

/** A form as people read it. */
export const readable = (form: string) => form.replace(` ${TAIL} `, `${TAIL} `);

/** `name` is an identifier (`a.b`, `a_b`, `#x`), `sign` an arrow that stands alone, a `+` or `-` that begins a message, or `TAIL`. */
export type Kind = 'value' | 'word' | 'name' | 'sign';

/** The tokens of one message in order, as two arrays. `words` counts the plain words among them. */
export interface Tokens {
  text: string[];
  kind: Kind[];
  words: number;
}

const PATH = /^[/\\~.]|:\/\/|[/\\].*[/\\]|^[A-Za-z]:\\|\w@\w/;
const RELATIVE_PATH = /\w\/\S*\w\.[a-z]\w*$/;
const LABELED = /^([A-Za-z_]{2,}):(?=[^\w:/]*\d)/;
const LONGEST_UNIT = 12;

export function push(tokens: Tokens, text: string, kind: Kind): void {
  tokens.text.push(text);
  tokens.kind.push(kind);
  if (kind === 'word') tokens.words++;
}

/** A name glued to its content, `Name{…}` or `name[…]`, is one value with it: takes the name back. */
export function popName(tokens: Tokens): void {
  tokens.text.pop();
  if (tokens.kind.pop() === 'word') tokens.words--;
}

/** Adds a token by what its characters say; `bits` are their classes together. */
export function pushToken(tokens: Tokens, token: string, bits: number): void {
  if (bits & DIGIT) pushValue(tokens, token);
  else if (isUnit(tokens, token)) return;
  else if (LITERALS.has(token) || (bits & PATH_MARK && isPath(token))) push(tokens, VALUE, 'value');
  else push(tokens, token, bits & NAME_MARK ? 'name' : 'word');
}

function isPath(token: string): boolean {
  return PATH.test(token) || RELATIVE_PATH.test(token);
}

function isUnit({ kind }: Tokens, token: string): boolean {
  return kind.at(-1) === 'value' && token.length <= LONGEST_UNIT && UNIT.test(token);
}

/** A token with a digit is a value; in `port:8080` the label before it is read too. */
function pushValue(tokens: Tokens, token: string): void {
  const label = LABELED.exec(token)?.[1];
  if (label) pushToken(tokens, label, label.includes('_') ? NAME_MARK | LETTER : LETTER);
  push(tokens, token, 'value');
}
