import { access } from './access.ts';
import { apacheError } from './apache-error.ts';
import { dated } from './dated.ts';
import type { Format, Parsed } from './format.ts';
import { json } from './json.ts';
import { klog } from './klog.ts';
import { lambda } from './lambda.ts';
import { logfmt } from './logfmt.ts';
import { named } from './named.ts';
import { nginxError } from './nginx-error.ts';
import { syslog } from './syslog.ts';

/** The formats in the order they are tried: the stricter before the looser. What none of them claims is plain text. */
export const FORMATS: readonly Format[] = [
  json,
  apacheError,
  nginxError,
  klog,
  lambda,
  syslog,
  dated,
  named,
  access,
  logfmt,
];

/** What the first format that knows the text finds in it; nothing for plain text. */
export function parse(text: string): Parsed {
  for (const format of FORMATS) {
    const parsed = format.claims(text) ? format.parse(text) : undefined;
    if (parsed) return parsed;
  }
  return {};
}
