/** Beyond this many names in one minute of one service they are told together: no series explodes, none is left out. */
const MOST = 200;
const OTHER = '(other)';

/** The busiest by name, and what the others come to. */
export function busiest<T>(
  all: ReadonlyMap<string, T>,
  weigh: (one: T) => number,
  merge: (into: T, from: T) => void,
): [name: string, one: T][] {
  const ordered = [...all].toSorted(
    ([name, one], [otherName, other]) => weigh(other) - weigh(one) || (name < otherName ? -1 : 1),
  );
  const [[, rest] = [], ...others] = ordered.slice(MOST);
  if (rest === undefined) return ordered;
  for (const [, one] of others) merge(rest, one);
  return [...ordered.slice(0, MOST), [OTHER, rest]];
}
