import type { Document } from '../elastic/documents.ts';
import type { ElasticReader } from '../elastic/reader.ts';

const WHOLE = ['long', 'integer', 'short', 'byte', 'unsigned_long'];

/** The fractions that some index keeps as whole numbers: its first document had a 0 or a 1 there, and no template said better. */
export async function truncatedFields(
  reader: Pick<ElasticReader, 'fieldKinds'>,
  indices: readonly string[],
  fields: readonly string[],
): Promise<string[]> {
  const fractions = fields.filter((field) => field.endsWith('.pct'));
  const kinds = (await reader.fieldKinds(indices, fractions)) ?? [];
  return [...new Set(kinds.filter(({ type }) => WHOLE.includes(type)).map(({ field }) => field))];
}

/** The fields of a document; those that an index would have cut come from the document as it was sent. */
export function wholeFields({ fields, _source }: Document, truncated: readonly string[]): Document['fields'] {
  if (truncated.length === 0) return fields;
  const sent = truncated.flatMap((field) => {
    const value = valueAt(_source, field);
    return value === undefined ? [] : [[field, [value]] as [string, unknown[]]];
  });
  return { ...fields, ...Object.fromEntries(sent) };
}

/** Objects in objects, or dots in their names: both are found. */
function valueAt(object: unknown, path: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  const entries = new Map(Object.entries(object));
  if (entries.has(path)) return entries.get(path);
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const found = valueAt(entries.get(path.slice(0, dot)), path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
