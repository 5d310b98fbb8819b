import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type RunFile, readRunFile } from '../../src/config/run-file.ts';

/** `npm start` as a newcomer runs it, in a folder of its own. */
export interface Product {
  /** The address that it printed. */
  page: string;
  run: RunFile;
  /** Ctrl-C; resolves with the exit code when nothing is left running. */
  stop(): Promise<number | null>;
}

export async function startProduct(folder: string): Promise<Product> {
  const child = spawn(process.execPath, ['sandbox/start.ts'], {
    env: { PATH: process.env.PATH, SYSMON_FOLDER: folder, SANDBOX_PORT: '0', HTTP_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const printed = Promise.race([
    addressIn(child.stdout),
    exited.then(([code]) => {
      throw new Error(`it ended with ${code} while it started`);
    }),
  ]);
  const page = await printed;
  const run = await readRunFile(folder);
  if (!run) throw new Error(`no run.json in ${folder}`);
  return {
    page,
    run,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = await exited;
      return code;
    },
  };
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [, address] = line.match(/Open (http\S+)/) ?? [];
    if (address) {
      output.resume();
      return address;
    }
  }
  throw new Error('no address was printed');
}
