import { defineConfig } from 'vitest/config';

const common = { testTimeout: 30_000, hookTimeout: 60_000 };
const SERVERS = 'test/support/servers.ts';

/**
 * Whole sysmons in real time, as many processes as there are roles: each has the machine, and the Redis, for itself, after all others. A second try
 * tells a machine that was busy from a fault.
 */
const ALONE = [
  'test/integration/{outage-*,roles,rolling,connections,start-stop}.test.ts',
  'test/elasticsearch/outage.test.ts',
];

/** Tests that need a heavy server are a project of their own: it is started only when one of them runs. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'sysmon',
          include: ['test/{unit,contract,integration}/**/*.test.ts'],
          exclude: ALONE,
          globalSetup: [SERVERS],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'elasticsearch',
          include: ['test/elasticsearch/**/*.test.ts'],
          exclude: ALONE,
          globalSetup: [SERVERS, 'test/support/elasticsearch/setup.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'docker',
          fileParallelism: false,
          include: ['test/docker/**/*.test.ts'],
          globalSetup: [SERVERS, 'test/support/docker/setup.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          retry: 1,
          fileParallelism: false,
          include: ALONE,
          globalSetup: [SERVERS],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
