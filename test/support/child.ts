import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program of ours in a process of its own. */
export interface Child {
  pid: number;
  /** Rejects with all it said if it ends before `words` appear in what it writes. */
  says(words: string): Promise<void>;
  /** What it has written, to both outputs. */
  said(): string;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** `script` from the root of the checkout; nothing of our own environment but `PATH` and `HOME` reaches it. */
export function startChild(
  script: string,
  variables: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Child {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [`${root}/${script}`, ...args], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'sysmon-compiled'), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += part;
      child.emit('said');
    });
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} could not be started`);
  return {
    pid,
    ended,
    said: () => said,
    says: async (words) => {
      const over = ended.then((end) => Promise.reject(new Error(`it ended with ${end} and said:\n${said}`)));
      over.catch(() => {});
      while (!said.includes(words)) await Promise.race([once(child, 'said'), over]);
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  const [code, signal] = await once(child, 'close');
  return signal ?? code;
}
