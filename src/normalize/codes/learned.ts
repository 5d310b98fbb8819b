import { z } from 'zod';
import { MASKING, mask } from './mask.ts';
import type { Entry } from './shelf.ts';
import { VALUE } from './tokens.ts';

/** What is stored of a kind of message, under its hash: enough to find every alias again, and to mask it anew by other rules. */
export const Learned = z.object({
  service: z.string(),
  form: z.string(),
  explicit: z.boolean().optional(),
  /** The version of the masking that made the form. Documents of the first version don't say it. */
  masking: z.number().int().default(1),
  /** The beginning of a message that has this form; a form that was induced from others has none. */
  sample: z.string().optional(),
  /** Its code, and the code that this one is an alias of (itself, if none): so that whoever reads the store needs no book. */
  code: z.string().optional(),
  root: z.string().optional(),
});
export type Learned = z.infer<typeof Learned>;

const SAMPLE = 500;

export function documentOf({ service, template, form }: Entry, text?: string): Learned {
  return {
    service,
    form: template,
    masking: MASKING,
    ...(form === undefined && { explicit: true }),
    ...(text !== undefined && { sample: copied(text.slice(0, SAMPLE)) }),
  };
}

/** The masked form of a document. One of another version is masked again: its sample, or the form itself with a number for each value. */
export function wordsOf({ form, masking, sample }: Learned): string[] {
  if (masking === MASKING) return form.split(' ');
  return mask(sample ?? form.replaceAll(VALUE, '0'));
}

/** A slice would keep the whole text in memory, which may be a megabyte. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}
