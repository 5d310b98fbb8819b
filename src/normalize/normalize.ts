import { eventOf } from './event.ts';
import { joinLines } from './join/joiner.ts';
import type { CodeBook, Normalizer } from './normalizer.ts';
import { createRedactor } from './redact/redact.ts';

export interface NormalizerOptions {
  codes: CodeBook;
  /** Masks e-mail addresses too. */
  maskEmails?: boolean;
}

/**
 * What is capped (`limits.ts`): a message at 1 MB, with a note of how long it was; any other field and each of 64 labels at 1,000
 * characters; a stack trace's own field at 32,766 (it is whole in the message where it came as text). Time is linear in the length of a line.
 */
export function createNormalizer({ codes, maskEmails = false }: NormalizerOptions): Normalizer {
  const redactor = createRedactor({ maskEmails });
  return { normalize: (events) => joinLines(events).map((event) => eventOf(event, codes, redactor)) };
}
