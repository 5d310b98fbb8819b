import { redactCards } from './card.ts';
import { mark, redactNamed, secretKind } from './named.ts';
import { EMAIL, type Rule, SHAPES } from './rules.ts';

export interface Redactor {
  /** False if there can be no secret in this raw text: nothing that was read from it needs to be looked at. */
  suspects(raw: string): boolean;
  redact(text: string): string;
  /** A field of a record: masked whole if its name says that it is a secret. */
  redactField(name: string, text: string): string;
}

/** A trace of any secret, or an escape that could hide one. Case is ignored here, not in the rules. */
const SIGNS =
  /pass|pwd|secret|credential|token|key|auth|bearer|basic|cookie|sig|eyJ|AKIA|ASIA|xox|xapp|hooks\.slack|gh[pousr]_|github_pat|glpat|[sr]k_|sk-|whsec|AIza|ya29|npm_|SG\.|-----BEGIN|:\/\/[^\s/@]{0,200}@|\d{13}|\d{4}[ -]\d{4}[ -]|\d{4}[ -]\d{6}[ -]|\\u/i;

/**
 * Masks secrets before anything is stored: each becomes `[REDACTED:<kind>]`. Ours, because what there is does not fit a stream of log lines:
 * secretlint's rules report places in files and run asynchronously, redact-pii and its forks match names and street addresses and backtrack,
 * `@pinojs/redact` and fast-redact know paths of objects, not texts. All patterns here are linear (see `rules.ts`).
 */
export function createRedactor({ maskEmails = false }: { maskEmails?: boolean } = {}): Redactor {
  const rules = maskEmails ? [...SHAPES, EMAIL] : SHAPES;

  function redact(text: string): string {
    return redactCards(redactNamed(rules.reduce(applied, text)));
  }

  return {
    suspects: (raw) => SIGNS.test(raw) || (maskEmails && raw.includes('@')),
    redact,
    redactField(name, text) {
      const kind = secretKind(name);
      return kind && text !== '' ? mark(kind) : redact(text);
    },
  };
}

function applied(text: string, { kind, pattern, keep = '', keepAfter = '' }: Rule): string {
  return text.replace(pattern, `${keep}${mark(kind)}${keepAfter}`);
}
