const KEY_KINDS =
  'api|app|access|account|auth|client|encryption|master|private|secret|service|shared|signing|storage|subscription';

/** Names whose value is a secret; whatever stands before them (`db_password`, `clientSecret`) changes nothing. */
const NAME = `passw(?:or)?d|passphrase|\\bpwd|secret|credentials?|(?<!unexpected )token|(?:${KEY_KINDS})[_-]?(?:access[_-]?)?key|signature|\\bsig`;
const QUOTE = `(?:\\\\?["'])?`;
const VALUE = [
  `"(?:[^"\\\\\\n]|\\\\.)*"?`,
  `'[^'\\n]*'?`,
  `\\\\"(?:[^"\\\\]|\\\\(?!"))*(?:\\\\")?`,
  `[^\\s,;&"'<>(){}[\\]\\\\]+`,
].join('|');
const SEPARATOR = `${QUOTE}\\s{0,4}(?:=>|:=|[=:])`;
const NAMED = new RegExp(`((${NAME})${SEPARATOR}\\s{0,4})(${VALUE})`, 'gi');
/** That a text names a secret, as the source of a pattern. */
export const NAMES_SECRET = `(?:${NAME}|\\bpass|authorization|cookie|key)${SEPARATOR}`;
/** A short name that means more than passwords: only `pass=` with a value that is no number. */
const PASS = /(\b(pass)=)((?!\d+\b)[^\s,;&"'<>(){}[\]\\]+)/gi;

const ENDS_IN_NAME = new RegExp(
  `(?:${NAME.replaceAll('\\b', '(?:^|[._-])')}|authorization|cookie|(?:^|[._-])pass)$`,
  'i',
);
const NOTHING = /^(?:null|none|nil|undefined|true|false|\*+|\[REDACTED.*)?$/i;

/** Masks the values that stand behind a secret's name: `password=…`, `"token": "…"`, `?api_key=…`. */
export function redactNamed(text: string): string {
  return text.replace(NAMED, masked).replace(PASS, masked);
}

function masked(whole: string, before: string, name: string, value: string): string {
  const quote = /^\\?["']/.exec(value)?.[0] ?? '';
  const bare = value.slice(quote.length, quote && value.endsWith(quote) ? -quote.length : undefined);
  if (NOTHING.test(bare) || isDirectory(name, bare)) return whole;
  return `${before}${quote}${mark(kindOf(name))}${quote}`;
}

/** `PWD=/srv/app` is where sudo and shells are, not what they know. */
function isDirectory(name: string, value: string): boolean {
  return /^pwd$/i.test(name) && /^[/~]/.test(value);
}

/** The kind of secret that a field of this name holds, whatever its value looks like; undefined for other fields. */
export function secretKind(name: string): string | undefined {
  return ENDS_IN_NAME.test(name) ? kindOf(name) : undefined;
}

export function mark(kind: string): string {
  return `[REDACTED:${kind}]`;
}

function kindOf(name: string): string {
  return (
    /pass|pwd|secret|credential|token|signature|sig|authorization|cookie/i
      .exec(name)?.[0]
      .toLowerCase()
      .replace(/^(?:pass|pwd)$/, 'password') ?? 'key'
  );
}
