import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command to its end. When it fails, or when this process is told to stop meanwhile, the process
 * ends too, with the same exit code.
 */
export function run(command, parameters, { owns, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, options);
    owns?.(child.pid);
    let stopped;
    const pass = (signal) => {
      stopped = signal;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    child.on('error', (error) => {
      console.error(`${command} can't be started: ${error.message}`);
      process.exit(1);
    });
    child.on('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, pass);
      const ended = stopped ?? signal;
      if (ended) process.exit(128 + constants.signals[ended]);
      if (code !== 0) process.exit(code);
      resolve();
    });
  });
}
