import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';

/**
 * Waits for a program that was just started.
 *
 * @param said what it has said so far, for the error when it ends or doesn't listen within half a minute
 */
export async function untilListening(program: ChildProcess, port: number, said: () => string): Promise<void> {
  for (const since = Date.now(); Date.now() - since < 30_000; ) {
    if (hasEnded(program)) throw new Error(`the program ended:\n${said()}`);
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the program doesn't listen:\n${said()}`);
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
