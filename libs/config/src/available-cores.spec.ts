import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { availableCores } from './available-cores.js';

const ALL = availableParallelism();

/** A system whose control groups have these files. */
const having = (files: Record<string, string>) => (path: string) => {
  const text = files[path.replace('/sys/fs/cgroup/', '')];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};

describe('The cores that this process may use', () => {
  it.each([
    ['there are no control groups', {}, ALL],
    ['there is no limit', { 'cpu.max': 'max 100000\n' }, ALL],
    ['the limit is one core', { 'cpu.max': '100000 100000\n' }, 1],
    ['the limit is less than one core', { 'cpu.max': '50000 100000\n' }, 1],
    ['the limit is a core and a half', { 'cpu.max': '150000 100000\n' }, Math.min(2, ALL)],
    ['the limit is more than there are', { 'cpu.max': '99900000 100000\n' }, ALL],
    ['what is said makes no sense', { 'cpu.max': '1 0\n' }, ALL],
    ['version 1 has no limit', { 'cpu/cpu.cfs_quota_us': '-1\n', 'cpu/cpu.cfs_period_us': '100000\n' }, ALL],
    ['version 1 has one', { 'cpu/cpu.cfs_quota_us': '100000\n', 'cpu/cpu.cfs_period_us': '100000\n' }, 1],
  ])('where %s: %j', (_, files, cores) => {
    expect(availableCores(having(files as Record<string, string>))).toBe(cores);
  });
});
