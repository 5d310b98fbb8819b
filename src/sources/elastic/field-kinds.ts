import { z } from 'zod';
import type { Caller } from './call.ts';

/** One way in which a field is mapped. */
export interface FieldKind {
  field: string;
  /** Such as `keyword`, `text`, `long`, `histogram`. */
  type: string;
  /** Whether documents can be put together by it. */
  aggregatable: boolean;
  /** The indices that have it so, where not all do. */
  indices: string[];
}

const OneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Answer = z.object({
  indices: OneOrMore,
  fields: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ type: z.string(), aggregatable: z.boolean(), indices: OneOrMore.optional() }),
    ),
  ),
});

export async function fieldKinds(
  call: Caller['call'],
  indices: readonly string[],
  fields: readonly string[],
): Promise<FieldKind[] | undefined> {
  const answer = await call({ indices, privilege: 'view_index_metadata' }, (client, signal) =>
    client.fieldCaps(
      { index: [...indices], fields: [...fields], ignore_unavailable: true, allow_no_indices: true },
      { signal },
    ),
  );
  const { indices: all, fields: found } = Answer.parse(answer);
  if (all.length === 0) return undefined;
  return Object.entries(found).flatMap(([field, kinds]) =>
    Object.values(kinds).map(({ type, aggregatable, indices: some = [] }) => ({
      field,
      type,
      aggregatable,
      indices: some,
    })),
  );
}
