import type { Facet, Piece } from '../words/facet.ts';
import { first, has, isJoint, meaning, type Pass, refusing } from './pass.ts';

/** `by endpoint and status`, `per host`: the nouns after "by" are what to group by. */
export const groupings: Pass = (pieces) => {
  const result: Piece[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (!isJoint(piece, 'by')) result.push(piece);
    else at = groupFrom(pieces, at, result);
  }
  return result;
};

/** Takes "by X", "by X and Y", "by X, Y"; returns the place of the last piece it took. */
function groupFrom(pieces: readonly Piece[], by: number, result: Piece[]): number {
  const opener = pieces[by] as Piece;
  let at = by + 1;
  if (!groupOf(pieces[at])) {
    if (!has(pieces[at], 'subject'))
      result.push(refusing(opener, 'By what? Say for example "by service" or "by endpoint".'));
    return by;
  }
  result.push(meaning(pieces[at] as Piece, groupOf(pieces[at]) as Facet));
  while (isJoint(pieces[at + 1], 'and', 'comma') && groupOf(pieces[at + 2])) {
    at += 2;
    result.push(meaning(pieces[at] as Piece, groupOf(pieces[at]) as Facet));
  }
  return at;
}

function groupOf(piece: Piece | undefined): Facet | undefined {
  const thing = first(piece, 'thing');
  if (thing) return { is: 'group', group: thing.thing };
  return first(piece, 'bucket');
}
