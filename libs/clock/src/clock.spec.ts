import { describe, expect, it } from 'vitest';
import { Clock } from './clock.js';

describe('Clock', () => {
  it('tells whole seconds, never rounded up into the future', () => {
    class At extends Clock {
      override nowMs() {
        return 1_700_000_000_999;
      }
    }
    expect(new At().now()).toBe(1_700_000_000);
  });
});
