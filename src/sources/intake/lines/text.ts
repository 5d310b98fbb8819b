const LINE_END = 0x0a;

/** The lines of a text, without their ends; those without a word are left out. */
export function* linesOf(body: Buffer): Generator<string> {
  let start = 0;
  while (start < body.length) {
    const found = body.indexOf(LINE_END, start);
    const end = found < 0 ? body.length : found;
    const line = body.toString('utf8', start, end).replace(/\r$/, '');
    if (line.trim() !== '') yield line;
    start = end + 1;
  }
}

export function lineEndsIn(body: Buffer): number {
  let count = 0;
  for (let at = body.indexOf(LINE_END); at >= 0; at = body.indexOf(LINE_END, at + 1)) count++;
  return count;
}
