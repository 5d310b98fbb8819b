import type { Fields, Parsed } from '../parse/format.ts';
import type { Redactor } from './redact.ts';

/** What was read from a line, with the secrets in every part of it masked. `raw` is the line that it was read from. */
export function redacted<P extends Parsed & { message: string }>(
  parsed: P,
  raw: string,
  redactor: Redactor,
): P {
  if (!redactor.suspects(raw)) return parsed;
  const { message, fields, labels, code } = parsed;
  return {
    ...parsed,
    message: redactor.redact(message),
    ...(fields && { fields: redactedTexts(fields, redactor) as Fields }),
    ...(labels && { labels: redactedTexts(labels, redactor) }),
    ...(code && { code: redactor.redact(code) }),
  };
}

function redactedTexts<T extends object>(record: T, { redactField }: Redactor): T {
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    typeof value === 'string' ? redactField(name, value) : value,
  ]);
  return Object.fromEntries(entries);
}
