import { defineConfig } from 'vitest/config';

const common = { testTimeout: 30_000, hookTimeout: 60_000 };
const SERVERS = 'test/support/servers.ts';

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
          globalSetup: [SERVERS],
        },
      },
      {
        test: {
          ...common,
          name: 'elasticsearch',
          include: ['test/elasticsearch/**/*.test.ts'],
          globalSetup: [SERVERS, 'test/support/elasticsearch/setup.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'docker',
          fileParallelism: false,
          include: ['test/docker/**/*.test.ts'],
          globalSetup: [SERVERS, 'test/support/docker/setup.ts'],
        },
      },
    ],
  },
});
