import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['apps/*/src/**/*.spec.ts', 'libs/*/src/**/*.spec.ts', 'test/**/*.spec.ts'],
    exclude: [
      '**/node_modules/**',
      'dist/**',
      'test/browser/**',
      'test/galera/**',
      'test/peers/**',
      'test/scale/**',
    ],
    setupFiles: ['test/support/setup.ts'],
    // A process imports Portico once for all the files that it runs, which is a second for each of them.
    isolate: false,
    // Tests wait for connections, threads and disks: one more process than cores keeps the cores at work. No more than a
    // database server has connections for.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
