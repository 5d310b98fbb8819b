import type { Facet, Piece } from '../words/facet.ts';
import { all, first, has, isJoint, meaning, type Pass, refusing, strongSubjects } from './pass.ts';

type FilterFacet = Extract<Facet, { is: 'filter' }>;

const LEVELS: Readonly<Record<string, string>> = { errors: 'error', warnings: 'warn' };

/** `except payments and auth`, `not from web`, `without debug`: what follows a "not" is left out, and what follows that with an "and". */
export const exclusions: Pass = (pieces) => {
  const result: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (!isJoint(piece, 'not')) result.push(piece);
    else at = excludeFrom(pieces, at, result);
  }
  return result;
};

/** Takes the run of filters after "not"; returns the place of the last piece it took. */
function excludeFrom(pieces: readonly Piece[], not: number, result: Piece[]): number {
  const opener = pieces[not] as Piece;
  const others = pieces.filter((_, place) => place !== not + 1);
  let at = skipNouns(pieces, not + 1);
  const excluded = excludable(pieces[at], others);
  if (!excluded) {
    result.push(
      refusing(
        opener,
        'I did not understand what to leave out: name a service, host, level, status or path, or put a text in quotes.',
      ),
    );
    return not;
  }
  result.push(meaning(pieces[at] as Piece, { ...excluded, negated: true }));
  for (let next = afterAnd(pieces, at); next !== undefined; next = afterAnd(pieces, at)) {
    const more = excludable(pieces[next], others);
    const apart = isJoint(pieces[at + 1], 'comma') && more?.name !== excluded.name;
    if (!more || apart) break;
    at = next;
    result.push(meaning(pieces[at] as Piece, { ...more, negated: true }));
  }
  return isLooseNoun(pieces[at + 1], excluded) ? at + 1 : at;
}

/** "except the service payments". */
function skipNouns(pieces: readonly Piece[], at: number): number {
  const noun = first(pieces[at], 'thing');
  return noun && first(pieces[at + 1], 'filter')?.name === noun.thing ? at + 1 : at;
}

/** "except the payments service". */
function isLooseNoun(piece: Piece | undefined, excluded: FilterFacet): boolean {
  const noun = first(piece, 'thing');
  return noun !== undefined && noun.thing === excluded.name;
}

function afterAnd(pieces: readonly Piece[], at: number): number | undefined {
  return isJoint(pieces[at + 1], 'and', 'comma') ? skipNouns(pieces, at + 2) : undefined;
}

/** "logs but not warnings" leaves out a level; "no errors" alone leaves out nothing. */
function excludable(piece: Piece | undefined, others: readonly Piece[]): FilterFacet | undefined {
  if (!piece || has(piece, 'time')) return undefined;
  const filter = first(piece, 'filter');
  if (filter && !filter.negated) return filter;
  const level = all([piece], 'subject')
    .map(({ subject }) => LEVELS[subject])
    .find(Boolean);
  return level && strongSubjects(others).length > 0
    ? { is: 'filter', name: 'level', values: [level] }
    : undefined;
}
