import { distance } from 'fastest-levenshtein';

/** From this length two edits are still a slip. */
const LONG = 11;

/**
 * True if `typed` is a slip of the finger for `meant`. The bound is strict, as a wrong guess is worse than a question back: two neighbors
 * changed places; or the first and last letter are right and one letter within is doubled (any length), missing (from 5 letters) or wrong
 * (from 6).
 */
export function isSlip(typed: string, meant: string): boolean {
  if (typed === meant || meant.length < 3 || typed.length < 3) return false;
  if (isSwap(typed, meant) || isDoubled(typed, meant)) return true;
  if (typed[0] !== meant[0] || typed.at(-1) !== meant.at(-1) || meant.length < 5) return false;
  const edits = distance(typed, meant);
  if (meant.length < 6) return edits === 1 && typed.length < meant.length;
  return edits <= (meant.length < LONG ? 1 : 2);
}

/** How far apart two words are, as a share of the longer one: below 0.5 they are worth naming to the person. */
function likeness(one: string, other: string): number {
  return distance(one, other) / Math.max(one.length, other.length, 1);
}

/** The names most like a word, the likest first: for "did you mean". */
export function nearest(word: string, names: readonly string[], count = 3, within = 0.5): string[] {
  const close = names
    .map((name) => ({ name, far: farness(word, name.toLowerCase()) }))
    .filter(({ far }) => far < within);
  close.sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
  return close.slice(0, count).map(({ name }) => name);
}

function farness(word: string, name: string): number {
  const whole = name.split(/[-_.]/).includes(word) || (word.length >= 4 && name.startsWith(word));
  return whole ? 0.1 : likeness(word, name);
}

/** `erorrs`: two neighbors changed places. */
function isSwap(typed: string, meant: string): boolean {
  if (typed.length !== meant.length) return false;
  const wrong = [...meant].flatMap((letter, place) => (letter === typed[place] ? [] : [place]));
  const [first, second, third] = wrong;
  if (first === undefined || second !== first + 1 || third !== undefined) return false;
  return typed[first] === meant[second] && typed[second] === meant[first];
}

/** `apii`, `loogs`. */
function isDoubled(typed: string, meant: string): boolean {
  return (
    typed.length === meant.length + 1 &&
    [...typed].some(
      (letter, place) =>
        letter === typed[place - 1] && typed.slice(0, place) + typed.slice(place + 1) === meant,
    )
  );
}
