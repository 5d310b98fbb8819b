import { type Tokens, VALUE } from './tokens.ts';
import { introducesName, isFixed } from './words.ts';

const CAPITALIZED = /^[A-Z][A-Za-z]*$/;

/** Two or more capitalized words behind a preposition are one name: `registered for Privacy Sandbox Attestations`. Makes them one value. */
export function maskNames(tokens: Tokens): void {
  for (let index = 0; index + 2 < tokens.text.length; index++) {
    if (!isCapitalAt(tokens, index + 1) || !introducesName(tokens.text[index] ?? '')) continue;
    const length = nameLength(tokens, index + 1);
    if (length < 2) continue;
    tokens.text.splice(index + 1, length, VALUE);
    tokens.kind.splice(index + 1, length, 'value');
    tokens.words -= length;
  }
}

function isCapitalAt({ text }: Tokens, index: number): boolean {
  const code = text[index]?.charCodeAt(0) ?? 0;
  return code > 64 && code < 91;
}

/** 0 where all the words are such that tell messages apart. */
function nameLength({ text, kind }: Tokens, start: number): number {
  let end = start;
  while (kind[end] === 'word' && CAPITALIZED.test(text[end] ?? '')) end++;
  return text.slice(start, end).every(isFixed) ? 0 : end - start;
}
