import { redactCards } from './card.ts';
import { mark, NAMES_SECRET, redactNamed, secretKind } from './named.ts';
import { EMAIL, type Rule, SHAPES } from './rules.ts';

export interface Redactor {
  /** False if there can be no secret in this raw text: nothing that was read from it needs to be looked at. */
  suspects(raw: string): boolean;
  redact(text: string): string;
  /** A field of a record: masked whole if its name says that it is a secret. */
  redactField(name: string, text: string): string;
}

/** A trace of any secret, or an escape that could hide one. */
const SIGNS = new RegExp(
  [
    NAMES_SECRET,
    String.raw`\b(?:bearer|basic)\s|eyJ|A[KS]IA|xox|xapp-|hooks\.slack|gh[pousr]_|github_pat|glpat-|[sr]k_|sk-|whsec_|AIza|ya29|npm_|SG\.`,
    String.raw`-----BEGIN|:\/\/[^\s/@]{0,200}@|(?<!\d)[2-6]\d{12}|\d{4}[ -]\d{4}[ -]|\d{4}[ -]\d{6}[ -]|\\u`,
  ].join('|'),
  'i',
);

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

  const suspects = (raw: string) => SIGNS.test(raw) || (maskEmails && raw.includes('@'));

  return {
    suspects,
    redact,
    redactField(name, text) {
      const kind = secretKind(name);
      if (kind && text !== '') return mark(kind);
      return suspects(text) ? redact(text) : text;
    },
  };
}

function applied(text: string, { kind, pattern, keep = '', keepAfter = '' }: Rule): string {
  return text.replace(pattern, `${keep}${mark(kind)}${keepAfter}`);
}
