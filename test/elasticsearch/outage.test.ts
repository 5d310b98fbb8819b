import { expect, inject, onTestFinished, test } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { mortalElasticsearch } from '../support/mortal/mortal-elasticsearch.ts';
import { rideOut } from '../support/team/outage.ts';
import type { Team } from '../support/team/team.ts';

const redis = inject('redisUrl') ?? '';

/** The store is away: said so, at once. */
async function isTold({ ask }: Team): Promise<void> {
  const told = await Promise.all([ask('errors api last 1h', 'maya'), ask('health', 'jonas')]);
  for (const words of told) expect(words).toContain("can't reach my store");
}

test.each(['killed', 'frozen'] as const)(
  'Elasticsearch %s and back: all is there once, and people are told meanwhile',
  async (how) => {
    const server = await mortalElasticsearch();
    onTestFinished(server.stop);
    await rideOut(
      null,
      { ...server.variables, REDIS_URL: redis },
      {
        away: () => (how === 'killed' ? server.kill() : server.freeze()),
        back: () => (how === 'killed' ? server.start() : server.thaw()),
        meanwhile: isTold,
        settled: async () => {},
      },
    );
  },
  6 * MINUTE,
);
