/** Characters of a line that are kept: one more than normalizing keeps, so that it still sees that the line is cut. */
const LONGEST = 1_048_577;

/** The lines of a text in batches, the empty ones too. A line without end costs no more memory than its first megabyte. */
export async function* linesIn(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST);
    yield lines.map(withoutReturn);
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
