import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DIST } from './build.mjs';

const LOCK = join(DIST, '.preparing');
const MINE = `${LOCK}.${process.pid}`;

/**
 * Does the work in one process at a time, for `npm start` and `npm run demo` may begin together on a fresh
 * clone. The lock names the processes at work; once they are all dead it counts no more.
 */
export async function alone(work) {
  mkdirSync(DIST, { recursive: true });
  for (let waits = 0; !take(); waits++) {
    if (waits === 0) console.log('Another process is preparing; waiting for it …');
    await sleep(200);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.on('exit', release);
  await work((pid) => {
    writeFileSync(MINE, `${process.pid} ${pid}`);
    renameSync(MINE, LOCK);
  });
  release();
  process.off('exit', release);
}

/** Linking makes the lock appear with its content, or not at all. */
function take() {
  writeFileSync(MINE, `${process.pid}`);
  try {
    linkSync(MINE, LOCK);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld()) rmSync(LOCK, { force: true });
    return false;
  } finally {
    rmSync(MINE);
  }
}

function isHeld() {
  try {
    const pids = readFileSync(LOCK, 'utf8').split(' ').map(Number);
    return pids.some((pid) => pid !== process.pid && isAlive(pid));
  } catch {
    return true; // Just released: the next turn takes it.
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
