import { defineConfig } from 'vitest/config';

/** The tests with clients that Debian packages: only where those are installed (`.ci/run` sees to it). */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/peers/**/*.spec.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
