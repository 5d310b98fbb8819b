import { FILLER_PHRASES, FILLERS } from '../lexicon/fillers.ts';
import { COMMAND_WORDS } from '../lexicon/verbs.ts';
import { LEXICON } from '../lexicon.ts';
import { TIME_WORDS } from '../time/read.ts';
import type { World } from '../world.ts';
import { namesOf } from './names.ts';
import { isSlip } from './spelling.ts';
import type { Token } from './tokens.ts';

/** Words of the text filter, read by `text.ts`. */
const LINKING = ['because', 'containing', 'contains', 'matching', 'mentioning', 'like', 'saying'];

/** English words that look like slips of ours and are none. */
const REAL_WORDS =
  'cloned leading reused reset routers semver treating iterations looking commands comments series security events event connection connections collected converted commas composed protection process processor processes processed removed reserved indent instant hot hit his hits man non pro pos rest read tend media window windows workers closer serves states throughout charge tree util'.split(
    ' ',
  );

const MEANINGFUL: readonly { word: string; group: string }[] = [
  ...LEXICON.flatMap(({ say }, place) =>
    say.flatMap((phrase) => phrase.split(' ')).map((word) => ({ word, group: `entry ${place}` })),
  ),
  ...TIME_WORDS.map((word) => ({ word, group: `time ${word.replace(/s$/, '')}` })),
];

const LANGUAGE: ReadonlySet<string> = new Set([
  ...MEANINGFUL.map(({ word }) => word),
  ...FILLERS,
  ...FILLER_PHRASES.flatMap((phrase) => phrase.split(' ')),
  ...LINKING,
  ...COMMAND_WORDS,
  ...REAL_WORDS,
]);

const TARGETS = MEANINGFUL.filter(({ word }) => word.length >= 4 && !FILLERS.has(word));

/** Mends slips of the finger, where just one word can be meant; leaves every other word as it is. */
export function mend(tokens: readonly Token[], { known }: World): Token[] {
  const names = namesOf(known).flatMap(({ words, name }) =>
    words.map((word) => ({ word, group: `name ${name}` })),
  );
  const targets = [...TARGETS, ...names];
  const spelled = new Set(names.map(({ word }) => word));
  return tokens.map((token) => {
    if (token.kind !== 'word' || token.text.length > 40 || !/^[a-z][a-z'-]+$/.test(token.text)) return token;
    if (LANGUAGE.has(token.text) || spelled.has(token.text)) return token;
    const meant = meantBy(token.text, targets);
    return meant ? { ...token, text: meant, mended: token.raw } : token;
  });
}

/** A swap is the surest; then what is nearest in length. Words of two meanings are not mended. */
function meantBy(typed: string, targets: readonly { word: string; group: string }[]): string | undefined {
  const near = targets.filter(({ word }) => isSlip(typed, word));
  const sorted = [...typed].sort().join('');
  const swapped = near.filter(({ word }) => [...word].sort().join('') === sorted);
  const best = swapped.length > 0 ? swapped : near;
  const words = new Set(best.map(({ word }) => word));
  const [first] = best;
  if (!first) return undefined;
  const shared = [...new Set(best.map(({ group }) => group))].length === 1 || words.size === 1;
  return shared ? first.word : undefined;
}
