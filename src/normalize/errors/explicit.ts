import type { Fields } from '../parse/format.ts';
import type { Trace } from './trace.ts';

/** Codes that a message names in a way that can't be mistaken. */
const CODES: readonly RegExp[] = [
  /\b(ORA-\d{5})\b/,
  /\bSQLSTATE[\s:=([]{1,4}([\dA-Z]{5})\b/,
  /\ban error occurred \((\w{3,80})\) when calling the \w{1,80} operation/i,
  /\b[Ee]rror(?: code)?[\s:=([]{1,3}([EW]\d{3,5})\b/,
];
const LENGTH = 400;

/** A code that stands in the message of an error itself. */
export function codeInMessage(message: string): string | undefined {
  const head = message.slice(0, LENGTH);
  for (const pattern of CODES) {
    const code = pattern.exec(head)?.[1];
    if (code) return code;
  }
  return undefined;
}

/** An exception is the same one while its type and the place that threw it are. */
export function codeOfTrace({ type, frame }: Trace): string | undefined {
  return type && frame ? `${type} at ${frame}` : undefined;
}

/**
 * A failed request is named by status and endpoint: `HTTP 503 GET /v1/orders/:id`. A 404 has no endpoint: its paths are what strangers try, and
 * would be new codes without end.
 */
export function codeOfRequest(fields: Fields): string | undefined {
  const status = fields['http.response.status_code'];
  if (status === undefined || status < 400) return undefined;
  const route = status === 404 ? undefined : fields['http.route'];
  return ['HTTP', status, fields['http.request.method'], route].filter(Boolean).join(' ');
}
