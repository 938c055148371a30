import { defineConfig } from 'vitest/config';

/** The tests that drive a real browser: slow, and only where Chromium is installed (`.ci/run` sees to it). */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/browser/**/*.spec.ts'],
    setupFiles: ['test/support/setup.ts'],
    passWithNoTests: true,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser on a busy machine may be late once; the report names what needed its second attempt.
    retry: 1,
    env: { PORTICO_TEST_CHROMIUM: process.env['PORTICO_TEST_CHROMIUM'] ?? '/usr/bin/chromium' },
  },
});
