import { defineConfig } from 'vitest/config';

/** The tests of several processes: each starts real ones, as they were built, so that one file runs at a time. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/scale/**/*.spec.ts'],
    setupFiles: ['test/support/setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
