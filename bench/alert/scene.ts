import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { keepServer } from '../../sandbox/postgres/keeper.ts';
import type { PageState } from '../../sandbox/slack/page-api.ts';
import type { SandboxSlack } from '../../sandbox/slack/start-slack.ts';
import { SECOND } from '../../src/core/time.ts';
import { startChild } from '../../test/support/child.ts';
import { startOutside } from '../../test/support/outside.ts';
import type { Ground } from '../bench.ts';
import type { Place } from '../ground/place.ts';

/** A sysmon in a process of its own, and its sandbox. */
export interface Scene {
  queue: string;
  /** Lines to the intake; resolves when they are stored. */
  send(service: string, lines: readonly string[]): Promise<void>;
  /** When the message about this service was posted; undefined if it does not come within so many milliseconds. */
  messageAbout(service: string, longest: number): Promise<number | undefined>;
}

const NAME = 'alert';
const RULE = { kind: 'frequency', name: 'an-error', threshold: 1, windowMinutes: 5 };

export async function withScene<T>(
  place: Place,
  { folder }: Ground,
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    await (await place.open(NAME)).close();
    undo.push(() => place.drop(NAME));
    const queues = await startQueues(folder, place);
    undo.push(queues.stop);
    const outside = await startOutside({ database: null, config: { rules: [RULE] } });
    undo.push(outside.stop);
    const token = randomBytes(16).toString('hex');
    const port = String(await freePort());
    const settings = { HTTP_PORT: port, INTAKE_TOKENS: `bench:${token}`, INTAKE_MEGABYTES_PER_SECOND: '64' };
    const all = { ...outside.variables, ...place.variables(NAME), ...queues.variables, ...settings };
    const sysmon = startChild('src/main.ts', all);
    undo.push(() => sysmon.end('SIGTERM'));
    await sysmon.says('sysmon runs');
    const { slack } = outside;
    return await work({
      queue: queues.title,
      send: (service, lines) => send(`http://127.0.0.1:${port}`, token, service, lines),
      messageAbout: (service, longest) => messageAbout(slack, service, longest),
    });
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

async function send(url: string, token: string, service: string, lines: readonly string[]): Promise<void> {
  const reply = await fetch(`${url}/intake/json?service=${service}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const said = await reply.text();
  if (!reply.ok) throw new Error(`the intake answered ${reply.status}: ${said}`);
}

async function messageAbout({ url, channel }: SandboxSlack, service: string, longest: number) {
  const since = performance.now();
  while (performance.now() - since < longest) {
    // As the page reads it: Slack's own API would have us wait between two looks.
    const { messages } = (await (await fetch(new URL('page/state', url))).json()) as PageState;
    const found = messages[channel]?.find(({ text }) => text.includes(service));
    if (found) return Number(found.ts) * SECOND;
    await sleep(SECOND / 5);
  }
  return undefined;
}

/** PostgreSQL keeps its queues itself, as `npm start` has it; beside Elasticsearch they are on Redis. */
async function startQueues(folder: string, place: Place) {
  if ('DATABASE_URL' in place.variables(NAME))
    return { title: 'PostgreSQL', variables: {}, stop: async () => {} };
  const data = join(folder, 'redis');
  await mkdir(data, { recursive: true });
  const port = String(await freePort());
  const options = ['--port', port, '--bind', '127.0.0.1', '--dir', data, '--appendonly', 'yes'];
  const { stop } = await keepServer(['redis-server', ...options]);
  return { title: 'Redis', variables: { REDIS_URL: `redis://127.0.0.1:${port}` }, stop };
}
