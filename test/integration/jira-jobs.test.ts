import { expect, test } from 'vitest';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import type { Job, JobContext } from '../../jobs/job.ts';
import { syncJiraJob } from '../../jobs/sync-jira.ts';
import { ticketJob } from '../../jobs/ticket.ts';
import { silentLog } from '../../src/core/log.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { draft, MAYA, openWorld } from './jira-setup.ts';

/** Runs jobs, and keeps what they ask for: the name, and after how many seconds. */
function runner(world: Awaited<ReturnType<typeof openWorld>>) {
  const { clock } = world;
  const asked: string[] = [];
  const codes = createCodeBook();
  const context: JobContext = {
    store: openMemoryStore({ clock }),
    sources: sourcesFrom([]),
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async (name, _payload, { delay = 0 } = {}) => {
      asked.push(`${name} in ${delay / 1000} s`);
    },
    clock,
    log: silentLog,
    signal: new AbortController().signal,
  };
  return {
    run: async (job: Job, payload: unknown) => {
      asked.length = 0;
      await job.run(payload, context);
      return [...asked];
    },
  };
}

test('while a ticket is open, Jira is looked at every few seconds, and no longer', async () => {
  const world = await openWorld();
  const { run } = runner(world);
  const tickets = world.worker();
  const sync = syncJiraJob(tickets);
  expect(await run(sync, {})).toEqual([]);
  await tickets.request(draft(), MAYA);
  expect(await run(ticketJob(tickets), { ticketId: draft().id })).toEqual(['sync-jira in 3 s']);
  expect(await run(sync, {})).toEqual(['sync-jira in 3 s']);
  await world.call('POST', '/issue/OPS-1/transitions', { transition: { id: '31' } });
  expect(await run(sync, {})).toEqual([]);
  expect((await tickets.get(draft().id))?.data.state).toBe('done');
});
