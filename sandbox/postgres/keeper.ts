import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the command line of a keeper holds, beside the process id of its owner. */
export const KEEPER = 'sysmon-postgres-keeper';

/**
 * Runs the server until its own standard input closes, then stops it with the signal of its second argument. The kernel closes that pipe however
 * we end: exit, signal, uncaught exception, kill -9. So this one small shell is all that keeps a server from being left behind. It
 * is in a session of its own, since Ctrl-C goes to every process of a terminal and we still have things to store then.
 */
const SCRIPT = `
trap '' HUP INT TERM
stop=$2
shift 2
exec 3<&0
(trap - TERM; exec "$@") </dev/null >&2 3<&- &
server=$!
{ while read -r _; do :; done <&3; kill -$stop $server; } &
wait $server
status=$?
kill -KILL $! 2>/dev/null
exit $status
`;

export interface KeptServer {
  /** Resolves with its last words once it has ended, for whatever reason. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** How a server tells that it runs, and which signal ends it well. */
export interface Manners {
  ready: RegExp;
  stop: 'INT' | 'TERM' | 'KILL';
}

/** PostgreSQL and Redis: of PostgreSQL, SIGINT is the fast shutdown. */
const USUAL: Manners = { ready: /ready to accept connections/i, stop: 'INT' };

/** Starts `command` under a keeper. Resolves when the server is ready; rejects with what it said if it ends before. */
export async function keepServer(
  command: readonly string[],
  { ready, stop }: Manners = USUAL,
): Promise<KeptServer> {
  const child = spawn('sh', ['-c', SCRIPT, KEEPER, String(process.pid), stop, ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stderr });
  const isReady = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(line);
      if (said.length > 20) said.shift();
      if (ready.test(line)) resolve();
    });
  });
  const ended = once(child, 'close').then(() => said.join('\n'));
  child.stdin.on('error', () => {});
  await Promise.race([isReady, ended.then((words) => Promise.reject(new Error(words)))]);
  return {
    ended,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
