/**
 * Milliseconds that this process computed meanwhile, on all of its threads. Unlike the time that passes they are the same
 * on a busy machine, and what is waited for doesn't count.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
