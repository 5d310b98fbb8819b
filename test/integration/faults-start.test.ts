import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startChild } from '../support/child.ts';
import { freshDatabase } from '../support/database.ts';
import { type Outside, startOutside } from '../support/outside.ts';

const database = await freshDatabase();
let outside: Outside;
beforeAll(async () => {
  outside = await startOutside({ database });
});
afterAll(() => outside.stop());

/** Starts sysmon with these settings instead of good ones, and says how it ended. */
async function startWith(variables: Record<string, string>) {
  const child = startChild('src/main.ts', { ...outside.variables, ...variables });
  onTestFinished(async () => {
    await child.end('SIGKILL');
  });
  return { code: await child.ended, said: child.said() };
}

/** A port that somebody else has. */
async function takenPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

function withPassword(url: string, password: string): string {
  const changed = new URL(url);
  changed.password = password;
  return changed.href;
}

test.each([
  [
    'a wrong bot token',
    { SLACK_BOT_TOKEN: 'xoxb-0secret0' },
    'auth.test: invalid_auth',
    'Bot User OAuth Token (xoxb-…)',
  ],
  [
    'a wrong app token',
    { SLACK_APP_TOKEN: 'xapp-0secret0' },
    'apps.connections.open: invalid_auth',
    'xapp-…',
  ],
  [
    'a Redis that is not there',
    { REDIS_URL: 'redis://:0secret0@127.0.0.1:1' },
    'Redis',
    'ECONNREFUSED 127.0.0.1:1',
  ],
  [
    'a database that is not there',
    { DATABASE_URL: 'postgres://u:0secret0@127.0.0.1:1/x' },
    'database',
    'ECONNREFUSED',
  ],
  [
    'a wrong password',
    { DATABASE_URL: withPassword(database, '0secret0') },
    'password authentication',
    'DATABASE_URL',
  ],
])(
  '%s stops the start with words and advice, without a stack trace or a secret',
  async (_, wrong, ...words) => {
    const { code, said } = await startWith(wrong);
    expect(code).toBe(1);
    expect(said).toContain("sysmon can't start\n  - ");
    for (const word of words) expect(said).toContain(word);
    expect(said).not.toMatch(/\n {4}at |0secret0/);
  },
);

test('an HTTP port in use stops the start, and says which setting to change', async () => {
  const port = await takenPort();
  const { code, said } = await startWith({ HTTP_PORT: port });
  expect(code).toBe(1);
  expect(said).toContain(
    `port ${port} on 127.0.0.1 is in use: stop what uses it, or choose another with HTTP_PORT`,
  );
});

test('a port in use for Slack is told from that of our own HTTP server', async () => {
  const port = await takenPort();
  const overHttp = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'x', SLACK_HTTP_PORT: port };
  const { code, said } = await startWith(overHttp);
  expect(code).toBe(1);
  expect(said).toContain(`SLACK_HTTP_PORT: port ${port} is in use`);
});

test('after a refused start nothing is left behind that keeps the next one from starting', async () => {
  await startWith({ SLACK_BOT_TOKEN: 'xoxb-0secret0' });
  const child = startChild('src/main.ts', outside.variables);
  await child.says('sysmon runs');
  expect(await child.end('SIGTERM')).toBe(0);
});
