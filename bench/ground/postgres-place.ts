import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { run, type Server, startServer } from './database.ts';
import type { Place } from './place.ts';

export interface PostgresPlace extends Place {
  server: Server;
  /** The address of an open store's database. */
  url(name: string): string;
}

export async function startPostgresPlace(folder: string): Promise<PostgresPlace> {
  const server = await startServer(folder);
  const urls = new Map<string, string>();
  const url = (name: string) => urls.get(name) ?? '';
  return {
    title: 'PostgreSQL',
    pid: server.pid,
    server,
    url,
    variables: (name) => ({ DATABASE_URL: url(name) }),
    open: async (name) => {
      urls.set(name, await server.database(name));
      return openPostgresStore({ url: url(name), clock: systemClock, log: silentLog });
    },
    settle: async (name) => void (await run(url(name), 'vacuum analyze')),
    drop: server.drop,
    stop: server.stop,
  };
}
