import { ownFrame } from './frames.ts';

/** What a text with a stack trace says about the error. */
export interface Trace {
  type?: string;
  message?: string;
  /** The application's own frame nearest to the fault. */
  frame?: string;
  /** The trace itself, from the line that names the error on. */
  text: string;
}

const FRAME = /^[ \t]+at |^ {2,}File "|^goroutine \d+ \[/m;
const PYTHON = /^(?:[^\n]{0,300} )?Traceback \(most recent call last\):/m;
const GO = /^(?<type>panic|fatal error): (?<message>[^\n]{0,1000})/m;
const THROWN =
  /^(?:[^\n]{0,300}?\s)?(?:Uncaught )?(?:Exception in thread "[^"\n]{0,100}" )?(?<type>(?:[\w$]{1,100}\.){0,12}[A-Z][\w$]{0,100})(?: \[\w{1,60}\])?(?:: (?<message>[^\n]{0,1000}))?$/;
const RAISED = /^(?<type>[A-Za-z_][\w.]{0,200})(?:: (?<message>[^\n]{0,1000}))?$/;
const LINES = 500;

/** The stack trace in a text, if there is one: Node.js, Java, Python or Go. */
export function traceIn(text: string): Trace | undefined {
  if (!FRAME.test(text)) return undefined;
  const lines = text.split('\n', LINES);
  const first = Math.max(
    lines.findIndex((line) => /^[ \t]+at |^ {2,}File "|^goroutine /.test(line)),
    0,
  );
  const start = PYTHON.test(text) ? lines.findIndex((line) => PYTHON.test(line)) : first - 1;
  const thrown = PYTHON.test(text)
    ? raised(lines.slice(first))
    : (GO.exec(text)?.groups ?? nearest(lines.slice(0, first)));
  const frame = ownFrame(text);
  return {
    text: lines.slice(Math.max(start, 0)).join('\n'),
    ...(thrown?.type && { type: thrown.type }),
    ...(thrown?.message && { message: thrown.message }),
    ...(frame && { frame }),
  };
}

/** Python names what was raised in the last line that is not indented. */
function raised(lines: readonly string[]): Record<string, string | undefined> | undefined {
  for (const line of lines.toReversed()) {
    const match = RAISED.exec(line.slice(0, 1_300));
    if (match) return match.groups;
  }
  return undefined;
}

/** Node.js and Java name it in the last line before the first frame that looks like a name and a message. */
function nearest(lines: readonly string[]): Record<string, string | undefined> | undefined {
  for (const line of lines.toReversed().slice(0, 20)) {
    const match = THROWN.exec(line.slice(0, 1_300));
    if (match) return match.groups;
  }
  return undefined;
}
