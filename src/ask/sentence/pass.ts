import type { Facet, Joint, Piece } from '../words/facet.ts';

/** A rule of the language: looks at neighbors and puts clearer facets in their place. */
export type Pass = (pieces: readonly Piece[]) => Piece[];

export function has<K extends Facet['is']>(piece: Piece | undefined, is: K): boolean {
  return piece?.facets.some((facet) => facet.is === is) ?? false;
}

export function first<K extends Facet['is']>(
  piece: Piece | undefined,
  is: K,
): Extract<Facet, { is: K }> | undefined {
  return piece?.facets.find((facet): facet is Extract<Facet, { is: K }> => facet.is === is);
}

export function all<K extends Facet['is']>(pieces: readonly Piece[], is: K): Extract<Facet, { is: K }>[] {
  return pieces.flatMap(({ facets }) =>
    facets.filter((facet): facet is Extract<Facet, { is: K }> => facet.is === is),
  );
}

export function isJoint(piece: Piece | undefined, ...joints: Joint[]): boolean {
  return joints.includes(first(piece, 'joint')?.joint ?? ('' as Joint));
}

/** The piece with other facets. */
export const meaning = (piece: Piece, ...facets: Facet[]): Piece => ({ ...piece, facets });

export const refusing = (piece: Piece, because: string): Piece => meaning(piece, { is: 'refused', because });

/** The subjects that were said outright. */
export function strongSubjects(pieces: readonly Piece[]) {
  return [
    ...new Set(
      all(pieces, 'subject')
        .filter(({ weak }) => !weak)
        .map(({ subject }) => subject),
    ),
  ];
}
