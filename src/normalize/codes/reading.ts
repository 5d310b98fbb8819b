import { push, type Tokens, VALUE } from './tokens.ts';

/** A message that is being read. */
export interface Scan {
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

/** Everything up to `end` is one value. */
export function takeValue(state: Scan, end: number): true {
  push(state.tokens, VALUE, 'value');
  state.at = end + 1;
  state.afterEquals = false;
  return true;
}
