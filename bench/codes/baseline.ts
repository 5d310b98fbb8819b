import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const Reply = z.object({ clusters: z.array(z.number()), seconds: z.number() });
export type Drained = z.infer<typeof Reply>;

/** The clusters that drain3 makes of each list of messages; undefined where Python or drain3 is not installed. */
export async function drain(lists: readonly (readonly string[])[]): Promise<Drained[] | undefined> {
  const python = spawn(process.env.PYTHON ?? 'python3', [join(import.meta.dirname, 'baseline.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((done) => {
    python.on('error', () => done(null));
    python.on('close', done);
  });
  python.stdin.on('error', () => {});
  python.stdin.end(lists.map((messages) => `${JSON.stringify(messages)}\n`).join(''));
  const [output, status] = await Promise.all([text(python.stdout), ended]);
  if (status !== 0) return undefined;
  return output
    .trim()
    .split('\n')
    .map((line) => Reply.parse(JSON.parse(line)));
}
