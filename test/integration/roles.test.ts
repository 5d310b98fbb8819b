import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { SECOND } from '../../src/core/time.ts';
import { freshDatabase } from '../support/database.ts';
import { startLoad } from '../support/team/load.ts';
import { openTeam } from '../support/team/team.ts';
import { countIssues, expectAllThereOnce } from '../support/team/truth.ts';
import { act } from './sandbox-slack-app.ts';

const database = await freshDatabase();
const redis = inject('redisUrl') ?? '';
const PATIENCE = { timeout: 60 * SECOND, interval: 500 };
const SERVICES = ['api', 'web', 'billing', 'search'];

test('two bots and three workers share the work: every line once, every alert one message, every wish one ticket', async () => {
  const { outside, store, start } = await openTeam(database, { REDIS_URL: redis });
  const load = await startLoad(outside.cloudwatch, SERVICES);
  onTestFinished(load.stop);
  const roles = ['bot', 'worker', 'bot', 'worker', 'worker'] as const;
  const processes = await Promise.all(roles.map((role) => start(role)));

  const alerts = await vi.waitFor(async () => {
    const found = await store.documents.find('alert');
    expect(found.length).toBeGreaterThan(0);
    return found;
  }, PATIENCE);
  const text = `/sysmon ticket ${alerts[0]?.id}`;
  const people = ['maya', 'jonas', 'priya', 'maya', 'jonas', 'priya'];
  const seen = await Promise.all(
    people.map((user) => act(outside.slack, 'command', { user, text, wait_ms: 2_500 })),
  );
  const told = new Map(
    seen.flatMap(({ ephemeral }) => ephemeral.map((message) => [message.ts, message.text])),
  );
  expect(told.size).toBe(people.length);
  expect([...told.values()].filter((words) => words.includes('is on its way'))).toHaveLength(1);

  await vi.waitFor(() => expect(load.written()).toBeGreaterThan(150), PATIENCE);
  await load.stop();
  await vi.waitFor(() => expectAllThereOnce(store, load, outside), PATIENCE);
  await vi.waitFor(async () => expect(await countIssues(outside.jira)).toBe(1), PATIENCE);
  for (const child of processes) expect(await child.end('SIGTERM')).toBe(0);
  expect(await countIssues(outside.jira)).toBe(1);
}, 180_000);
