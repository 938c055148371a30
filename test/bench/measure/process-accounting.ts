import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU milliseconds that the threads of a process have run so far, in user and in kernel mode, as the kernel's scheduler
 * counts them: in nanoseconds, where `stat` has ticks of 10 ms. The servers here keep their threads, so that none takes
 * its count away.
 */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => ranNs(`/proc/${pid}/task/${thread}`));
  return threads.reduce((sum, ns) => sum + ns, 0) / 1e6;
}

function ranNs(thread: string): number {
  try {
    return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ', 1)[0]);
  } catch (error) {
    // It ended between the two looks.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}

/** Resident memory now, in MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
}
