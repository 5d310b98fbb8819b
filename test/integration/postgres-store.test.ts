import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { startPostgres } from '../../sandbox/postgres.ts';
import { ConfigError, RejectedError, UpstreamError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { DAY, systemClock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { freshDatabase } from '../support/database.ts';
import { sampleEvent } from '../support/sample-event.ts';

const url = await freshDatabase();
const open = (address: string) => openPostgresStore({ url: address, clock: systemClock, log: silentLog });

const admin = new pg.Client(url);
await admin.connect();
afterAll(() => admin.end());

async function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => expect.fail('it did not fail'),
    (error: Error) => error,
  );
}

test('several processes that start at once find one set of tables', async () => {
  const stores = await Promise.all(Array.from({ length: 6 }, () => open(url)));
  await Promise.all(stores.map((store, index) => store.documents.put('setting', String(index), index, 0)));
  expect(await stores[0]!.documents.find('setting')).toHaveLength(6);
  await Promise.all(stores.map((store) => store.close()));
});

test('appending survives that another process drops the day it appends to', async () => {
  const [one, other] = await Promise.all([open(url), open(url)]);
  await one.events.append([sampleEvent('a', { '@timestamp': 0 })]);
  await other.events.drop(Date.now());
  expect(await one.events.append([sampleEvent('b', { '@timestamp': 1 })])).toBe(1);
  await Promise.all([one.close(), other.close()]);
});

test('writers who open the same days at once do not get in the way of each other', async () => {
  const store = await open(url);
  const append = (writer: number, day: number) =>
    store.events.append([sampleEvent(`${writer} on ${day}`, { '@timestamp': day * DAY })]);
  const days = Array.from({ length: 10 }, (_, index) => index + 1_000);
  for (const day of days) {
    expect(await Promise.all([1, 2, 3, 4].map((writer) => append(writer, day)))).toEqual([1, 1, 1, 1]);
  }
  await store.close();
});

test('where nobody listens, the failure says so, passes, and holds no password', async () => {
  const address = `postgres://someone:s3cret-word@127.0.0.1:${await freePort()}/x`;
  const error = await failureOf(open(address));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error).toMatchObject({
    code: 'STORE_UNREACHABLE',
    message: expect.stringContaining('ECONNREFUSED'),
  });
  expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('s3cret-word');
});

test('a server that hangs up is unreachable, and is not a crash', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  const address = await new Promise<string>((resolve) =>
    server.once('listening', () =>
      resolve(`postgres://x:y@127.0.0.1:${(server.address() as { port: number }).port}/x`),
    ),
  );
  expect(await failureOf(open(address))).toMatchObject({ name: 'UpstreamError', code: 'STORE_UNREACHABLE' });
  server.close();
});

test('a wrong password or database is refused, with what to do', async () => {
  const [password, database] = [new URL(url), new URL(url)];
  password.password = 'wrong-word';
  database.pathname = '/absent';
  for (const address of [password.href, database.href]) {
    const error = await failureOf(open(address));
    expect(error).toBeInstanceOf(RejectedError);
    expect(error).toMatchObject({ code: 'STORE_REFUSED', advice: expect.stringContaining('DATABASE_URL') });
    expect(JSON.stringify([error.message, error.cause])).not.toContain('wrong-word');
  }
});

test('a URL that is none is a fault of the settings, and is not repeated', async () => {
  const error = await failureOf(open('not a url: s3cret-word'));
  expect(error).toBeInstanceOf(ConfigError);
  expect(error.message).not.toContain('s3cret-word');
});

test('connections that the server ends fail their query, and the next query has a new one', async () => {
  const store = await open(url);
  const end = `select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'sysmon' and datname = current_database()`;
  const asked = store.events.count({ window: { from: 0, to: 1 } }, []);
  await Promise.allSettled([asked, admin.query(end)]);
  await expect
    .poll(() =>
      store.ping().then(
        () => 'up',
        (error) => error.code,
      ),
    )
    .toBe('up');
  await store.close();
});

test('too many connections means later', async () => {
  const role = `crowded_${process.pid}_${Date.now()}`;
  await admin.query(
    `create role ${role} login superuser password 'x'; alter role ${role} nosuperuser connection limit 0`,
  );
  const address = new URL(url);
  Object.assign(address, { username: role, password: 'x' });
  expect(await failureOf(open(address.href))).toMatchObject({ name: 'UpstreamError', code: 'STORE_BUSY' });
  await admin.query(`drop role ${role}`);
});

test('a store says that its server is away, and what was written is there when the server is back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-restart-'));
  const server = await startPostgres({ folder, log: silentLog });
  const store = await open(server.url);
  await store.documents.put('setting', 'kept', 1, 0);
  await server.stop();
  expect(await failureOf(store.ping())).toMatchObject({
    name: 'UpstreamError',
    code: expect.stringMatching(/^STORE_/),
  });
  await store.close();
  const again = await startPostgres({ folder, log: silentLog });
  const reopened = await open(again.url);
  expect(await reopened.documents.get('setting', 'kept')).toMatchObject({ version: 1, data: 1 });
  await reopened.close();
  await again.stop();
  await rm(folder, { recursive: true });
});
