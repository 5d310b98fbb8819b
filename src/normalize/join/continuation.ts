/** Only so much of a line is looked at to see what it is. */
const LENGTH = 1_000;

/** Lines that go on with what stands before them, whatever that is. */
const CONTINUATIONS: readonly RegExp[] = [
  /^\s+at /, // Node.js, Java
  /^\s*\.{3} \d+ (?:more|common frames omitted|lines matching)/, // Java, Node.js
  /^\s*(?:[Cc]aused by|Suppressed|Wrapped by): /, // Java
  /^\s*\{? ?\[(?:cause|errors)\]: /, // Node.js
  /^ {2,}File "/, // Python
  /^(?:During handling of the above exception|The above exception was the direct cause)/, // Python
  /^(?:goroutine \d+ \[|created by |\[signal )/, // Go
  /^\t/,
];

/** A line that cannot be the first of its event: without its head before it, it is an orphan, which stays an event by itself. */
export function isContinuation(text: string): boolean {
  const first = text[0];
  if (first === undefined || !' \t.CcSW[{DTg'.includes(first)) return false;
  const line = text.slice(0, LENGTH);
  return CONTINUATIONS.some((pattern) => pattern.test(line));
}

/** Goes on with an error, though not with any line. */
export function isIndented(line: string): boolean {
  return /^[ \t]+\S/.test(line.slice(0, LENGTH));
}

export function isBlank(line: string): boolean {
  return line.length < LENGTH && line.trim() === '';
}

/** `}` or `]`: the end of an object that Node.js prints with an error. */
export function isClosing(line: string): boolean {
  return /^\s*[}\]],?\s*$/.test(line.slice(0, 80));
}

const EXCEPTION =
  /^(?:Uncaught )?(?:(?:[\w$]{1,80}[.:]{1,2}){1,12}[A-Z][\w$]{0,80}|[A-Z][\w$]{0,80}(?:Error|Exception)|Error)(?: \[\w{1,60}\])?(?:: |:?$)/;

/** `TypeError: …`, `java.lang.IllegalStateException`, `app.errors.NotFound: …`. */
export function isException(line: string): boolean {
  return EXCEPTION.test(line.slice(0, LENGTH));
}

/** What Python prints at the start of a trace; a logger may have put its header before it. */
export function isTraceback(line: string): boolean {
  return line.slice(-80).trimEnd().endsWith('Traceback (most recent call last):');
}

export function isPanic(line: string): boolean {
  return /^(?:panic|fatal error): /.test(line.slice(0, 20));
}

/** A line of a Go trace that is not indented: a function with its arguments. */
export function isGoCall(line: string): boolean {
  return /^[\w./*()-]{1,400}\(.{0,400}\)$|^exit status \d/.test(line.slice(0, LENGTH));
}

/** Where Node.js says which source line threw: `/app/index.js:10`. */
export function isSourceLine(line: string): boolean {
  return /^(?:file:\/\/)?\/\S{1,500}:\d{1,7}$/.test(line.slice(0, LENGTH));
}

export function isKeyStart(line: string): boolean {
  return /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----\s*$/.test(line.slice(-120));
}

export function isKeyBody(line: string): boolean {
  return line.length < LENGTH && /^(?:[\w+/=]+|[\w-]+: .*|\s*|-----END [A-Z ]+-----)$/.test(line);
}
