/** One kind of secret: what it looks like, and what stays of it beside the mark. */
export interface Rule {
  kind: string;
  pattern: RegExp;
  /** What is put before the mark, e.g. `$1`; nothing if left out. */
  keep?: string;
  /** And behind it. */
  keepAfter?: string;
}

/**
 * Secrets that are known by their own shape. Every pattern is linear: nothing unbounded may start at more than one place of the same token
 * (hence the look-behinds), and what is matched is not looked at again.
 */
export const SHAPES: readonly Rule[] = [
  {
    kind: 'private-key',
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g,
  },
  { kind: 'jwt', pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  {
    kind: 'authorization',
    pattern:
      /(\bauthorization(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?(?!(?:[A-Za-z]{3,20} )?\[REDACTED)(?:[A-Za-z]{3,20} )?)[^\s"'\\,;]{3,}/gi,
    keep: '$1',
  },
  { kind: 'bearer', pattern: /(\bbearer\s{1,4})(?=[\w+/.~-]{0,100}[\d=])[\w+/.~-]{8,}=*/gi, keep: '$1' },
  { kind: 'basic', pattern: /(\bbasic\s{1,4})(?=[\w+/-]{0,100}[\d=])[\w+/-]{8,}=*/gi, keep: '$1' },
  {
    kind: 'cookie',
    pattern: /(\b(?:set-)?cookie(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?)[^\s"'\\][^"'\\\n]*/gi,
    keep: '$1',
  },
  {
    kind: 'password',
    pattern: /(\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)(?!\[REDACTED)[^\s@/"']{1,256}@/gi,
    keep: '$1',
    keepAfter: '@',
  },
  { kind: 'aws-key', pattern: /(?<![A-Za-z\d])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z\d])/g },
  {
    kind: 'aws-secret',
    pattern:
      /(\bkey(?:\\?["'])?\s{0,4}[:=]\s{0,4}(?:\\?["'])?)(?![\da-f]{40})[A-Za-z\d/+]{40}(?![A-Za-z\d/+=])/gi,
    keep: '$1',
  },
  {
    kind: 'slack',
    pattern:
      /(?<![\w-])(?:xox[a-z]|xapp)-[\w-]{10,}|(?<=hooks\.slack\.com\/(?:services|workflows)\/)[\w/]{10,}/g,
  },
  { kind: 'github', pattern: /(?<!\w)(?:gh[pousr]_[A-Za-z\d]{30,}|github_pat_\w{30,})/g },
  { kind: 'gitlab', pattern: /(?<![\w-])glpat-[\w-]{18,}/g },
  { kind: 'stripe', pattern: /(?<!\w)(?:[sr]k_(?:live|test)_|whsec_)\w{10,}/g },
  { kind: 'google', pattern: /(?<![\w-])(?:AIza[\w-]{35}|ya29\.[\w-]{20,})/g },
  { kind: 'npm', pattern: /(?<!\w)npm_[A-Za-z\d]{36,}/g },
  { kind: 'openai', pattern: /(?<![\w-])sk-(?:proj-|ant-)?[\w-]{20,}/g },
  { kind: 'sendgrid', pattern: /(?<![\w-])SG\.[\w-]{16,}\.[\w-]{16,}/g },
];

export const EMAIL: Rule = {
  kind: 'email',
  pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g,
};
