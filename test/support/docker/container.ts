import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { DockerCommand } from './command.ts';

const State = z.object({
  Status: z.string(),
  ExitCode: z.number(),
  Health: z.object({ Status: z.string() }).optional(),
});

/** A container of the image under test. */
export interface Container {
  id: string;
  /** Resolves when its health check does well; rejects with all it said if it ends before, or takes longer than a minute. */
  turnsHealthy(): Promise<void>;
  state(): Promise<z.infer<typeof State>>;
  /** Both outputs. */
  said(): Promise<string>;
  /** What `command` prints in there. */
  exec(...command: string[]): Promise<string>;
  /** SIGTERM, and what became of it. */
  stop(): Promise<{ code: number; milliseconds: number }>;
}

/** As docs/operating.md says: read-only, as nobody special, without any capability. */
const HARDENED = [
  '--read-only',
  '--user',
  '1000',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
];
const LIMITS = ['--network', 'host', '--memory', '768m', '--health-interval', '1s'];

/** Starts the image `sysmon` for the test that runs. */
export async function startContainer(
  docker: DockerCommand,
  variables: Readonly<Record<string, string>>,
  ...options: string[]
): Promise<Container> {
  const environment = Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const id = await docker.print(
    'run',
    '--detach',
    ...HARDENED,
    ...LIMITS,
    ...environment,
    ...options,
    'sysmon',
  );
  onTestFinished(async () => void (await docker.print('rm', '--force', id)));
  const state = async () =>
    State.parse(JSON.parse(await docker.print('inspect', '--format', '{{json .State}}', id)));
  const said = () => docker.say('logs', id);
  return {
    id,
    state,
    said,
    turnsHealthy: async () => {
      await vi.waitUntil(
        async () => {
          const { Status, ExitCode, Health } = await state();
          if (Status === 'exited') throw new Error(`it ended with ${ExitCode} and said:\n${await said()}`);
          return Health?.Status === 'healthy';
        },
        { timeout: 60_000, interval: 200 },
      );
    },
    exec: (...command) => docker.print('exec', id, ...command),
    stop: async () => {
      const began = performance.now();
      await docker.print('stop', '--time', '10', id);
      return { code: (await state()).ExitCode, milliseconds: performance.now() - began };
    },
  };
}
