import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../sandbox/postgres.ts';
import { silentLog } from '../../src/core/log.ts';

export interface Server {
  /** Of the postmaster, whose children are the rest of the server. */
  pid: number;
  /** Makes an empty database, and gives its address. */
  database(name: string): Promise<string>;
  /** Removes a database, and writes what is still in memory to disk, so that the next measurement starts even. */
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL, with the settings it has under `npm start`. */
export async function startServer(folder: string): Promise<Server> {
  const server = await startPostgres({ folder, log: silentLog });
  return {
    pid: await postmasterIn(folder),
    database: async (name) => {
      await run(server.url, `create database ${name}`);
      return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    },
    drop: async (name) => {
      await run(server.url, `drop database ${name} with (force)`);
      await run(server.url, 'checkpoint');
    },
    stop: server.stop,
  };
}

export async function postmasterIn(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** Runs one statement on a connection of its own, which is gone afterwards. */
export async function run<R extends pg.QueryResultRow>(url: string, statement: string): Promise<R[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<R>(statement).finally(() => client.end());
  return rows;
}
