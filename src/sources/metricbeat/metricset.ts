import type { z } from 'zod';
import type { Document } from './document.ts';
import type { Minute } from './minute/minute.ts';
import type { PartName } from './settings.ts';

/** One kind of documents: the fields it needs, and what it says of its minute. */
export interface Metricset {
  fields: readonly string[];
  /** Undefined if it could be understood, else what was wrong with it. */
  tell(document: Document, minute: Minute): string | undefined;
}

/** `tell` gets the fields as its schema has them. */
export function metricset<S extends z.ZodObject>(
  schema: S,
  tell: (fields: z.infer<S>, document: Document, minute: Minute) => void,
): Metricset {
  return {
    fields: Object.keys(schema.shape),
    tell: (document, minute) => {
      const parsed = schema.safeParse(document.fields);
      if (!parsed.success) return faultIn(parsed.error);
      tell(parsed.data, document, minute);
      return undefined;
    },
  };
}

export function faultIn({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path[0]?.toString() ?? 'it'} ${issue?.message ?? 'is invalid'}`;
}

/** A module of Metricbeat, which is an integration of Elastic Agent. */
export interface Part {
  name: PartName;
  title: string;
  metricsets: Readonly<Record<string, Metricset>>;
  /** What there is to say of a minute once all its documents were told. */
  atEnd(minute: Minute): void;
}
