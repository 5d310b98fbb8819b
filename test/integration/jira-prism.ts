import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../sandbox/postgres/free-port.ts';

export interface Prism {
  url: string;
  stop(): Promise<void>;
}

/** Prism's proxy as its own command line starts it: violations of the description become errors. */
export async function startPrism(openapi: string, upstream: string): Promise<Prism> {
  const port = await freePort();
  const home = dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json'));
  const args = [join(home, 'dist/index.js'), 'proxy', openapi, upstream, '--errors', '--port', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('Prism is listening')) break;
  }
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
