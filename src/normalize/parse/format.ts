import type { EventFields, Level } from '../../core/event.ts';

export type Fields = EventFields;

/** What a format found in a text. What it leaves out follows from the text itself or from its origin. */
export interface Parsed {
  level?: Level;
  /** The text without what was taken out of it; the whole text if left out. */
  message?: string;
  fields?: Fields;
  labels?: Record<string, string>;
  /** A code that the line names itself. */
  code?: string;
  /** The time the line gives itself, as it stands there. */
  time?: string | number;
}

/** How one kind of line is read. */
export interface Format {
  name: string;
  /** Looks at the first characters only, and says whether `parse` is worth its time. */
  claims(text: string): boolean;
  /** Undefined where it is another format after all. Linear in the length of `text`. */
  parse(text: string): Parsed | undefined;
}

/** Leaves out what is undefined or empty. */
export function fieldsOf(fields: { [Name in keyof Fields]: Fields[Name] | undefined }): Fields {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== '') kept[name] = value;
  return kept as Fields;
}
