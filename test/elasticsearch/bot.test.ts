import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { Message } from '../../sandbox/slack/page-api.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLog } from '../../src/core/log.ts';
import { HOUR, MINUTE, systemClock } from '../../src/core/time.ts';
import { startSysmon } from '../../src/main.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { act } from '../integration/sandbox-slack-app.ts';
import { openFeed, spread } from '../support/feed.ts';
import { logFile } from '../support/log-files.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { emptyNamespace, sharedServer } from './server.ts';

const NAMESPACE = 'bot';
const apache = logFile('Apache');
const server = sharedServer();
const undo: (() => Promise<void>)[] = [];
let outside: Outside;

/** A sysmon on Elasticsearch and Redis, with no PostgreSQL anywhere, that reads a real log. */
beforeAll(async () => {
  await emptyNamespace(server, NAMESPACE);
  outside = await startOutside({
    database: null,
    config: { rules: [{ kind: 'frequency', name: 'many-errors', threshold: 3, windowMinutes: 60 }] },
  });
  undo.push(outside.stop);
  const feed = await openFeed(outside.cloudwatch, '/real/apache');
  undo.push(async () => feed.close());
  const now = Date.now();
  await feed.put(spread(apache.lines, { from: now - 5 * HOUR, to: now - MINUTE }));
  const settings = await loadSettings({
    ...outside.variables,
    ELASTICSEARCH_URL: server.url,
    ELASTICSEARCH_USERNAME: server.username,
    ELASTICSEARCH_PASSWORD: server.password,
    ELASTICSEARCH_NAMESPACE: NAMESPACE,
    ELASTICSEARCH_REPLICAS: '0',
    REDIS_URL: inject('redisUrl') ?? '',
  });
  expect(settings.store.kind).toBe('elasticsearch');
  undo.push((await startSysmon(settings, { clock: systemClock, log: silentLog })).stop);
}, 60_000);
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

const until = <T>(met: () => Promise<T>) => vi.waitFor(met, { timeout: 60_000, interval: 200 });

/** The alerts' messages as the channel shows them. */
async function cards(): Promise<Message[]> {
  const reply = await fetch(new URL('page/state', outside.slack.url));
  const { messages } = (await reply.json()) as { messages: Record<string, Message[]> };
  return Object.values(messages)
    .flat()
    .filter(({ metadata }) => metadata?.event_type === 'sysmon_alert');
}

async function told(words: string, user = 'maya'): Promise<string> {
  const { ephemeral } = await act(outside.slack, 'command', { user, text: `/sysmon ${words}` });
  return ephemeral.map((message) => JSON.stringify(message)).join('\n');
}

test('an alert comes to the channel with its chart, is acknowledged, gets a ticket, and ends with it', async () => {
  const card = await until(async () => {
    const [first] = await cards();
    expect(JSON.stringify(first)).toContain('data_visualization');
    return first;
  });
  const click = (action_id: string) => act(outside.slack, 'click', { ts: card?.ts, action_id });
  const shown = async () => JSON.stringify((await cards()).find(({ ts }) => ts === card?.ts));

  await click(ACTIONS.acknowledge);
  await until(async () => expect(await shown()).toContain('Acknowledged by'));

  const { view } = await click(ACTIONS.ticket);
  const sent = await act(outside.slack, 'submit', { view_id: view?.id, values: { summary: 'Apache fails' } });
  expect(sent.ok).toBe(true);
  await until(async () => expect(await shown()).toMatch(/OPS-1/));

  await finish('OPS-1');
  await until(async () => expect(await shown()).toContain('Resolved by'));
  expect(await shown()).toContain('OPS-1 done');
}, 120_000);

/** Moved to Done, as a person does in Jira. */
async function finish(key: string): Promise<void> {
  const { host, email, apiToken } = outside.jira;
  const reply = await fetch(`${host}/rest/api/3/issue/${key}/transitions`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ transition: { id: '31' } }),
  });
  expect(reply.ok).toBe(true);
}

test('errors, codes and lines are as many as grep counts', async () => {
  const errors = apache.count('\\[error\\]');
  await until(async () => expect(await told('errors apache last 24h')).toContain(` ${errors} errors,`));
  const top = await told('top codes apache last 24h', 'jonas');
  expect(top).toContain(`4 error codes in ${errors} errors.`);
  for (const phrase of ['workerEnv in error state', 'Directory index forbidden', "Can't find child"])
    expect(top).toContain(phrase);
  const failed = apache.count('Directory index forbidden');
  const lines = await told('logs apache "Directory index forbidden" last 24h');
  expect(lines).toContain(` ${failed} log lines,`);
});

test('health tells of the source and its lag, and of nothing that is wrong', async () => {
  const health = await told('health');
  expect(health).toContain('lag');
  expect(health).not.toMatch(/laid aside|do not answer|can't/);
});
