import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Microseconds of CPU in each period, and the period. */
const QUOTA = /^(\d+)\s+(\d+)/;

/**
 * The cores that this process may use: those of the machine, or fewer where a container is given a share of them, which
 * the operating system doesn't count.
 *
 * @param read gives a file's text; throws when there is none
 */
export function availableCores(read = (path: string) => readFileSync(path, 'utf8')): number {
  const [, quota, period] = QUOTA.exec(quotaText(read)) ?? [];
  const share =
    quota && Number(period) > 0 ? Math.ceil(Number(quota) / Number(period)) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(availableParallelism(), share));
}

/** Of control groups of version 2, or 1; both say otherwise (`max`, -1) when there is no limit. */
function quotaText(read: (path: string) => string): string {
  try {
    return read('/sys/fs/cgroup/cpu.max');
  } catch {
    // Version 1, or no Linux.
  }
  try {
    return ['quota', 'period'].map((what) => read(`/sys/fs/cgroup/cpu/cpu.cfs_${what}_us`).trim()).join(' ');
  } catch {
    return '';
  }
}
