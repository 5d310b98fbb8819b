import { defineConfig } from 'vitest/config';

/** The walk of a newcomer, in a real browser: it takes minutes, most of them waiting for something to go wrong. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
    bail: 1,
  },
});
