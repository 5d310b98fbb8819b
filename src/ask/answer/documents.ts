import type { z } from 'zod';
import type { DocumentKind } from '../../store/document-store.ts';
import type { Store } from '../../store/store.ts';

const MOST = 5_000;

/** Documents of one kind as they are understood now; one that an older or newer version wrote differently is left out. */
export async function documentsOf<S extends z.ZodType>(
  kind: DocumentKind,
  schema: S,
  { documents }: Pick<Store, 'documents'>,
): Promise<z.infer<S>[]> {
  const found = await documents.find(kind, { limit: MOST });
  return found.flatMap(({ data }) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? [parsed.data] : [];
  });
}
