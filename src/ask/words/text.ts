import type { Facet } from './facet.ts';
import type { Token } from './tokens.ts';

const OPENERS = [
  'with the text',
  'with text',
  'that contain',
  'that contains',
  'which contain',
  'that mention',
  'that say',
  'that says',
  'that match',
  'containing',
  'contains',
  'contain',
  'matching',
  'mentioning',
  'mention',
  'saying',
  'the text',
];
const ENDS = new Set(
  'in on from for by per last past since today yesterday between vs versus except without at with and not but during over this grouped'.split(
    ' ',
  ),
);

/** `containing "card declined"`, `mentioning timeout`, or a quoted text alone. Unquoted words run to the next word of the language. */
export function textAt(
  tokens: readonly Token[],
  at: number,
  isOther: (place: number) => boolean,
): { facet: Facet; next: number } | undefined {
  if (tokens[at]?.kind === 'quoted') return tokens[at].raw.trim() ? found([tokens[at]], at + 1) : undefined;
  const opener = openerAt(tokens, at);
  if (opener === undefined) return undefined;
  const start = at + opener;
  if (tokens[start]?.kind === 'quoted') return found([tokens[start]], start + 1);
  let next = start;
  while (
    next < tokens.length &&
    tokens[next]?.kind === 'word' &&
    !ENDS.has(tokens[next]?.text ?? '') &&
    !isOther(next)
  )
    next++;
  return next > start ? found(tokens.slice(start, next), next) : undefined;
}

function openerAt(tokens: readonly Token[], at: number): number | undefined {
  const opener = OPENERS.find((phrase) =>
    phrase.split(' ').every((word, place) => tokens[at + place]?.text === word),
  );
  return opener?.split(' ').length;
}

function found(words: readonly Token[], next: number): { facet: Facet; next: number } {
  const text = words.map(({ raw, mended }) => mended ?? raw).join(' ');
  return { facet: { is: 'filter', name: 'text', values: [text.trim()] }, next };
}
