import { expect, inject, test, vi } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { freshDatabase } from '../support/database.ts';
import { startLoad } from '../support/team/load.ts';
import { type Absence, neighbor } from '../support/team/neighbors.ts';
import { PATIENCE, rideOut } from '../support/team/outage.ts';

const databases = { gone: await freshDatabase(), silent: await freshDatabase() };
const redis = inject('redisUrl') ?? '';

test.each<Absence>(['gone', 'silent'])(
  'Slack %s and back: what began meanwhile is told once',
  async (absence) => {
    let slack: ReturnType<typeof neighbor> | undefined;
    await rideOut(
      databases[absence],
      { REDIS_URL: redis },
      {
        away: async (team) => {
          slack = neighbor(team.outside, 'slack', absence);
          await slack.away();
          const load = await startLoad(team.outside.cloudwatch, ['meanwhile']);
          await vi.waitFor(async () => {
            const alerts = await team.store.documents.find('alert', { where: { service: ['meanwhile'] } });
            expect(alerts.length).toBeGreaterThan(0);
          }, PATIENCE);
          await load.stop();
        },
        back: async () => slack?.back(),
        meanwhile: async () => {},
        settled: async () => {},
      },
    );
  },
  4 * MINUTE,
);
