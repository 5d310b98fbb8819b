import type { Facet, Piece } from '../words/facet.ts';
import { statusOf } from '../words/values.ts';
import { first, has, meaning, type Pass, refusing } from './pass.ts';

const MOST = 100;

/** What a bare number means by its neighbors: `top 5`, `last 20 logs`, `500 errors`. Any other number is refused. */
export const counts: Pass = (pieces) =>
  pieces.map((piece, at) => (has(piece, 'number') ? counted(piece, pieces[at - 1], pieces[at + 1]) : piece));

function counted(piece: Piece, before: Piece | undefined, after: Piece | undefined): Piece {
  const value = first(piece, 'number')?.value ?? 0;
  const status = value >= 400 && value < 600 && !has(before, 'rank') ? statusOf(String(value)) : undefined;
  if (status)
    return meaning(
      piece,
      { is: 'filter', name: 'status', values: [status] },
      { is: 'subject', subject: 'requests', weak: true },
    );
  const isCount = has(piece, 'rank') || has(before, 'rank') || has(after, 'rank') || isList(after);
  if (!isCount)
    return refusing(
      piece,
      `I don't understand what "${value}" counts: say "top ${value}", "last ${value}h" or "status 404".`,
    );
  if (!Number.isInteger(value) || value < 1 || value > MOST)
    return refusing(piece, `I can show from 1 to ${MOST} at most, not ${value}.`);
  const rest = piece.facets.filter(({ is }) => is !== 'number');
  return { ...piece, facets: [...rest, { is: 'top', value } satisfies Facet] };
}

function isList(piece: Piece | undefined): boolean {
  return first(piece, 'thing')?.plural === true || has(piece, 'subject');
}
