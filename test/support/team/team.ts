import { onTestFinished } from 'vitest';
import { loadSettings } from '../../../src/config/settings.ts';
import { silentLog } from '../../../src/core/log.ts';
import { systemClock } from '../../../src/core/time.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { act } from '../../integration/sandbox-slack-app.ts';
import { type Child, startChild } from '../child.ts';
import { type Outside, startOutside } from '../outside.ts';

/** A person takes a silence of three seconds for the end. */
const AT_ONCE = 2_950;

export type Role = 'bot' | 'worker' | 'all';

/** Several processes of sysmon on one store and one queue, with every outside system. All of it ends with the test. */
export interface Team {
  outside: Outside;
  store: Store;
  /** Resolves once it runs. */
  start(role: Role): Promise<Child>;
  /** What `/sysmon <words>` has brought a person within three seconds, as JSON; empty if nothing. */
  ask(words: string, user?: string): Promise<string>;
}

/** `variables`: settings besides, such as `REDIS_URL`, or those of the store where it is no PostgreSQL. */
export async function openTeam(database: string | null, variables: Record<string, string>): Promise<Team> {
  const outside = await startOutside({
    database,
    config: { rules: [{ kind: 'frequency', name: 'many-errors', threshold: 3, windowMinutes: 60 }] },
  });
  onTestFinished(outside.stop);
  const settings = await loadSettings({ ...outside.variables, ...variables });
  const store = await openStore(settings.store, { clock: systemClock, log: silentLog });
  onTestFinished(store.close);
  return {
    outside,
    store,
    start: async (role) => {
      const child = startChild('src/main.ts', { ...outside.variables, ...variables }, ['--role', role]);
      onTestFinished(async () => void (await child.end('SIGKILL')));
      await child.says('sysmon runs');
      return child;
    },
    ask: async (words, user = 'maya') => {
      const typed = { user, text: `/sysmon ${words}`, wait_ms: AT_ONCE };
      const { ephemeral, error } = await act(outside.slack, 'command', typed);
      return error ?? ephemeral.map((message) => JSON.stringify(message)).join('\n');
    },
  };
}
