import { vi } from 'vitest';
import { Clock } from '#libs/clock';
import type { TestPortico } from './portico.js';

/** Makes the server believe that this many seconds more have passed; `vi.restoreAllMocks()` brings it back. */
export function moveClock(portico: TestPortico, seconds: number): void {
  vi.spyOn(portico.get(Clock), 'nowMs').mockImplementation(() => Date.now() + seconds * 1000);
}
