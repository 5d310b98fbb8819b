import type { Facet, Piece } from '../words/facet.ts';
import { all, has, isJoint, meaning, type Pass } from './pass.ts';

const BY_SERVICE: Facet = { is: 'group', group: 'service' };

/**
 * "which has more errors, api or web", "more warnings in web than in api", "who has the most errors": "more" chooses among names here, and
 * says nothing about the time before.
 */
export const choices: Pass = (pieces) => {
  if (pieces.some((piece) => isJoint(piece, 'who'))) return whoHas(pieces);
  const asks = pieces.some((piece) => isJoint(piece, 'which'));
  const beside = servicesIn(pieces) > 1;
  const chooses = pieces.some((piece) => has(piece, 'trend') || has(piece, 'rank'));
  const nouns = pieces.some((piece) => has(piece, 'thing'));
  if (!chooses || !(beside || (asks && nouns))) return [...pieces];
  const ranked = pieces.map((piece) =>
    isTrend(piece) ? meaning(piece, ...withoutTrend(piece), { is: 'rank' }) : piece,
  );
  const grouped = all(pieces, 'group').length > 0 || nouns;
  return grouped || !beside ? ranked : [...ranked, { from: 0, to: 0, facets: [BY_SERVICE] }];
};

const isTrend = (piece: Piece) => has(piece, 'trend');
const withoutTrend = ({ facets }: Piece) => facets.filter(({ is }) => is !== 'trend');

function servicesIn(pieces: readonly Piece[]): number {
  const named = all(pieces, 'filter').filter(({ name, negated }) => name === 'service' && !negated);
  return new Set(named.flatMap(({ values }) => values)).size;
}

/** Lists that say who did it anyway. */
const OF_PEOPLE = new Set(['oncall', 'tickets', 'mutes', 'alerts', 'health', 'help']);

/** Who is on call is a person; who has errors is a service. */
function whoHas(pieces: readonly Piece[]): Piece[] {
  const counted = all(pieces, 'subject').some(({ weak, subject }) => !weak && !OF_PEOPLE.has(subject));
  return pieces.flatMap((piece) => {
    if (!isJoint(piece, 'who')) return [piece];
    return counted ? [meaning(piece, BY_SERVICE)] : [];
  });
}
