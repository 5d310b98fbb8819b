import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What the command line of a keeper holds, beside the process id of its owner. */
export const KEEPER = 'sysmon-postgres-keeper';

/**
 * Runs the server until its own standard input closes, then stops it (SIGINT: PostgreSQL's fast shutdown). The kernel closes that pipe however
 * we end: exit, signal, uncaught exception, kill -9. So this one small shell is all that keeps a server from being left behind. It
 * is in a session of its own, since Ctrl-C goes to every process of a terminal and we still have things to store then.
 */
const SCRIPT = `
trap '' HUP INT TERM
shift
exec 3<&0
"$@" </dev/null >&2 3<&- &
server=$!
{ while read -r _; do :; done <&3; kill -INT $server; } &
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

/** Starts `command` under a keeper. Resolves when the server takes connections; rejects with what it said if it ends before. */
export async function keepServer(command: readonly string[]): Promise<KeptServer> {
  const child = spawn('sh', ['-c', SCRIPT, KEEPER, String(process.pid), ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stderr });
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(line);
      if (said.length > 20) said.shift();
      if (/ready to accept connections/i.test(line)) resolve();
    });
  });
  const ended = once(child, 'close').then(() => said.join('\n'));
  child.stdin.on('error', () => {});
  await Promise.race([ready, ended.then((words) => Promise.reject(new Error(words)))]);
  return {
    ended,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
