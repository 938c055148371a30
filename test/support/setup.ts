import 'reflect-metadata';
import { afterAll, vi } from 'vitest';
import { fromTheFirstKey, useReadyKeys } from './ready-keys.js';

useReadyKeys();

// The next file runs in the same process.
afterAll(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  fromTheFirstKey();
});
