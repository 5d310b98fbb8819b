import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import { startSysmon } from '../../src/main.ts';
import { freshDatabase } from '../support/database.ts';
import { openFeed } from '../support/feed.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { act } from './sandbox-slack-app.ts';

const database = await freshDatabase();
const undo: (() => Promise<void>)[] = [];
let outside: Outside;

beforeAll(async () => {
  const source = { groups: ['/ecs/api', '/ecs/missing'] };
  outside = await startOutside({ database, source });
  undo.push(outside.stop);
  const feed = await openFeed(outside.cloudwatch, '/ecs/api');
  await feed.put([{ at: Date.now() - 60_000, text: 'ERROR one' }]);
  feed.close();
  const sysmon = await startSysmon(await loadSettings(outside.variables), {
    clock: systemClock,
    log: silentLog,
  });
  undo.push(sysmon.stop);
}, 60_000);
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

const until = (met: () => Promise<void>) => vi.waitFor(met, { timeout: 25_000, interval: 500 });

async function asked(question: string): Promise<string> {
  const { ephemeral } = await act(outside.slack, 'command', { text: `/sysmon ${question}` });
  return JSON.stringify(ephemeral);
}

test('a log group that is named in full and missing is in the health with what to do, and the others are read', async () => {
  await until(async () => {
    expect(await asked('health')).toMatch(/"\/ecs\/missing \(eu-west-1\)".{0,99}take it out of the settings/);
    expect(await asked('errors api last 1h')).toContain('1 error');
  });
  expect(await asked('health')).toContain('1 of 3 sources in trouble');
});
