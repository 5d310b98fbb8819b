import { expect, inject, test, vi } from 'vitest';
import { startJira } from '../../sandbox/jira/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { HOUR, MINUTE, systemClock } from '../../src/core/time.ts';
import { choicesOf } from '../../src/jira/choices.ts';
import { connectJira } from '../../src/jira/client.ts';
import { freshDatabase } from '../support/database.ts';
import { type Absence, neighbor } from '../support/team/neighbors.ts';
import { PATIENCE, rideOut } from '../support/team/outage.ts';
import type { Team } from '../support/team/team.ts';
import { countIssues } from '../support/team/truth.ts';
import { temporaryFolder } from './sandbox-slack-app.ts';

const databases = { gone: await freshDatabase(), silent: await freshDatabase() };
const redis = inject('redisUrl') ?? '';

/** Asks for a ticket of a service's alert, as soon as there is one; what the person is told. */
async function wish({ ask, store }: Team, service: string): Promise<string> {
  const alert = await vi.waitFor(async () => {
    const [found] = await store.documents.find('alert', { where: { service: [service] } });
    expect(found).toBeDefined();
    return found;
  }, PATIENCE);
  return ask(`ticket ${alert?.id}`);
}

test.each<Absence>(['gone', 'silent'])(
  'Jira %s and back: a ticket that was asked for meanwhile is made, once',
  async (absence) => {
    let jira: ReturnType<typeof neighbor> | undefined;
    const told: string[] = [];
    await rideOut(
      databases[absence],
      { REDIS_URL: redis },
      {
        away: async (team) => {
          expect(await wish(team, 'api')).toContain('is on its way');
          jira = neighbor(team.outside, 'jira', absence);
          await jira.away();
        },
        back: async () => jira?.back(),
        meanwhile: async (team) => void told.push(await wish(team, 'web')),
        settled: async ({ outside, store }) => {
          await vi.waitFor(async () => expect(await countIssues(outside.jira)).toBe(2), PATIENCE);
          await vi.waitFor(async () => {
            const tickets = (await store.documents.find('ticket')).map(({ data }) => data);
            expect(tickets).toMatchObject([{ state: 'open' }, { state: 'open' }]);
          }, PATIENCE);
        },
      },
    );
    const [first, ...others] = told;
    expect(first).toContain('is on its way');
    for (const words of others) expect(words).toContain('This ticket is being created already');
  },
  5 * MINUTE,
);

test('what Jira offered last is offered while it is away', async () => {
  const jira = await startJira({ folder: await temporaryFolder(), clock: systemClock, log: silentLog });
  let now = Date.now();
  const choices = choicesOf(connectJira(jira), jira, { now: () => now });
  const offered = await choices();
  await jira.stop();
  now += HOUR;
  expect(await choices()).toEqual(offered);
});
