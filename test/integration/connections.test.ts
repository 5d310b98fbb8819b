import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { SECOND } from '../../src/core/time.ts';
import { startChild } from '../support/child.ts';
import { freshDatabase } from '../support/database.ts';
import { startOutside } from '../support/outside.ts';
import { startLoad } from '../support/team/load.ts';
import { act } from './sandbox-slack-app.ts';

const database = await freshDatabase();
/** What docs/operating.md promises of a process that does all, with its queues in PostgreSQL too. */
const MOST = 25;
const Counted = z.array(z.object({ count: z.coerce.number() })).length(1);

test('one process that does all takes 25 connections of PostgreSQL at most, under load', async () => {
  const outside = await startOutside({ database });
  onTestFinished(outside.stop);
  const client = new pg.Client(database);
  await client.connect();
  onTestFinished(() => client.end());
  const load = await startLoad(outside.cloudwatch, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  onTestFinished(load.stop);
  const sysmon = startChild('src/main.ts', outside.variables);
  onTestFinished(async () => void (await sysmon.end('SIGKILL')));
  await sysmon.says('sysmon runs');

  let most = 0;
  const questions = Array.from(
    { length: 12 },
    (_, index) => `/sysmon errors ${'abcdefgh'[index % 8]} last 24h by hour`,
  );
  await vi.waitFor(
    async () => {
      const asked = questions.map((text) => act(outside.slack, 'command', { text }));
      const { rows } = await client.query(
        'select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      most = Math.max(most, Counted.parse(rows)[0]?.count ?? 0);
      await Promise.all(asked);
      expect(load.written()).toBeGreaterThan(150);
    },
    { timeout: 60 * SECOND, interval: 200 },
  );
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(MOST);
}, 90_000);
