import { scan } from '../words/scan.ts';
import type { Token } from '../words/tokens.ts';
import type { World } from '../world.ts';
import { choices } from './choices.ts';
import { comparisons } from './comparisons.ts';
import { counts } from './counts.ts';
import type { Draft, Maybe } from './draft.ts';
import { exclusions } from './exclusions.ts';
import { fold } from './fold.ts';
import { groupings } from './groupings.ts';
import { things } from './things.ts';

/** What a sentence says, and the words in it that mean nothing to us. */
export interface Reading {
  draft: Maybe<Draft>;
  unknown: Token[];
}

/** Words, then what they mean beside each other, then one draft. */
export function readSentence(tokens: readonly Token[], world: World, inThread = false): Reading {
  const { pieces, unknown } = scan(tokens, world);
  const telling = pieces.filter(({ facets }) => facets.some(({ is }) => is !== 'filler'));
  const compared = comparisons(exclusions(groupings(counts(telling))), tokens, world.calendar);
  return { draft: fold(things(choices(compared), inThread), world.calendar), unknown };
}
