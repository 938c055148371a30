import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { type Configuration, StartRefused } from '#libs/config';
import { SupervisorLog } from './supervisor-log.js';
import { WorkerPool } from './worker-pool.js';

/** What each worker runs, whatever this process was started by. */
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/**
 * Runs the workers of this machine on one port. SIGUSR2 restarts them one by one (SIGHUP is what a terminal sends when it
 * is closed), SIGTERM and SIGINT end them all; a second one ends everything now.
 */
export async function supervise({ database, log }: Configuration): Promise<void> {
  cluster.setupPrimary({ exec: MAIN, args: [] });
  const pool = new WorkerPool(database.workers, new SupervisorLog(log));
  let stopping = false;
  const stop = async () => {
    // Without this process its workers end.
    if (stopping) process.exit(1);
    stopping = true;
    await pool.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.on('SIGUSR2', () => void pool.roll());
  const failed = await pool.start();
  if (failed === undefined || stopping) return;
  // One that ended by itself has said why.
  if (failed.signal !== null) throw new StartRefused(`the first worker was ended by ${failed.signal}`);
  process.exit(failed.code || 1);
}
