import { FILLER_PHRASES, FILLERS } from '../lexicon/fillers.ts';
import { LEXICON } from '../lexicon.ts';
import type { Facet } from './facet.ts';
import type { Token } from './tokens.ts';

interface Phrase {
  words: readonly string[];
  means: readonly Facet[];
}

const FILLER: readonly Facet[] = [{ is: 'filler' }];

const PHRASES: ReadonlyMap<string, readonly Phrase[]> = Map.groupBy(
  [
    ...LEXICON.flatMap(({ say, means }) =>
      say.map((phrase): Phrase => ({ words: phrase.split(' '), means })),
    ),
    ...[...FILLERS, ...FILLER_PHRASES].map((phrase): Phrase => ({ words: phrase.split(' '), means: FILLER })),
  ],
  ({ words }) => words[0] ?? '',
);

/** The longest phrase of the lexicon that starts at a token; of equals, one that means something. */
export function phraseAt(
  tokens: readonly Token[],
  at: number,
): { facets: readonly Facet[]; next: number } | undefined {
  const first = tokens[at];
  if (!first || first.kind === 'quoted' || first.kind === 'pair') return undefined;
  const fitting = (PHRASES.get(first.text) ?? []).filter(({ words }) =>
    words.every((word, place) => isSaid(tokens[at + place], word)),
  );
  const longest = fitting.reduce<Phrase | undefined>(
    (best, phrase) => (best && best.words.length >= phrase.words.length ? best : phrase),
    undefined,
  );
  return longest && { facets: longest.means, next: at + longest.words.length };
}

function isSaid(token: Token | undefined, word: string): boolean {
  return token !== undefined && (token.kind === 'word' || token.kind === 'mark') && token.text === word;
}
