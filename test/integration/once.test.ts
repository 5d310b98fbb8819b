import { afterAll, expect, test } from 'vitest';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLog } from '../../src/core/log.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { runOnce } from '../../src/main/once.ts';
import { openStore } from '../../src/store/open-store.ts';
import { freshDatabase } from '../support/database.ts';
import { openFeed } from '../support/feed.ts';
import { startOutside } from '../support/outside.ts';
import { slackHistory } from '../support/slack-history.ts';

const database = await freshDatabase();
const rule = { kind: 'frequency', name: 'many', threshold: 20, windowMinutes: 5 };
const outside = await startOutside({ database, config: { rules: [rule] } });
afterAll(() => outside.stop());

const time = { shift: 0 };
const world = { clock: { now: () => Date.now() + time.shift }, log: silentLog };

/** When a scheduler would start it again. */
const laterOn = () => {
  time.shift += MINUTE;
};

async function once() {
  return runOnce(await loadSettings(outside.variables), world, new AbortController().signal);
}

async function count() {
  const store = await openStore({ kind: 'postgres', url: database }, world);
  const [total] = await store.events.count({ window: { from: 0, to: Date.now() } }, []);
  await store.close();
  return total?.count ?? 0;
}

test('all that is due is read, judged and told, and a second run tells nothing again', async () => {
  const feed = await openFeed(outside.cloudwatch, '/ecs/api');
  const at = Date.now() - 30 * SECOND;
  await feed.put(
    Array.from({ length: 30 }, (_, n) => ({ at: at + n, text: `{"level":"error","msg":"boom ${n}"}` })),
  );
  const { ran, failed } = await once();
  expect(failed).toEqual([]);
  expect(ran).toMatchObject({ discover: 1, collect: 1, sweep: 1 });
  expect(await count()).toBe(30);
  expect(await slackHistory(outside.slack)).toHaveLength(1);

  await feed.put([{ at: Date.now() - SECOND, text: '{"level":"error","msg":"boom again"}' }]);
  feed.close();
  laterOn();
  await once();
  expect(await count()).toBe(31);
  expect(await slackHistory(outside.slack)).toHaveLength(1);
});

test('a part that is away is said, and the others do their work', async () => {
  laterOn();
  await outside.slack.stop();
  const feed = await openFeed(outside.cloudwatch, '/ecs/web');
  const at = Date.now() - 30 * SECOND;
  await feed.put(
    Array.from({ length: 30 }, (_, n) => ({ at: at + n, text: `{"level":"error","msg":"bang ${n}"}` })),
  );
  feed.close();
  const { failed } = await once();
  expect(failed.map(({ job }) => job)).toContain('notify');
  expect(await count()).toBe(61);
});
