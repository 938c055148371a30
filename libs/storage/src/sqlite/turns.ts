/** How long a statement or a transaction waits for the one before it. */
export const TURN_TIMEOUT_MS = 10_000;

/** A transaction did not end within the time that others wait for it. */
export class TurnTimeout extends Error {
  constructor() {
    super(
      `waited ${TURN_TIMEOUT_MS} ms for a transaction to end; ` +
        'code inside a transaction must use the statements of that transaction only',
    );
  }
}

interface Waiting {
  readonly start: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Who may use the one SQLite connection. A transaction holds it from BEGIN to its end; everybody else
 * waits in order, so that nobody's statement falls into another's transaction.
 */
export class Turns {
  private owner: object | undefined;
  private readonly waiting: Waiting[] = [];

  /** Runs `work`, which must not await, as soon as no other than `caller` holds the connection. */
  run<T>(caller: object, work: () => T): Promise<T> {
    if (this.owner === undefined || this.owner === caller) {
      return new Promise((resolve) => resolve(work()));
    }
    return new Promise((resolve, reject) => {
      this.enqueue(reject, () => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  /** Gives the connection to `caller` until `leave`. */
  enter(caller: object): Promise<void> {
    if (this.owner === undefined) {
      this.owner = caller;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      this.enqueue(reject, () => {
        this.owner = caller;
        resolve();
      });
    });
  }

  leave(caller: object): void {
    if (this.owner !== caller) return;
    this.owner = undefined;
    while (this.owner === undefined) {
      const next = this.waiting.shift();
      if (!next) return;
      clearTimeout(next.timer);
      next.start();
    }
  }

  private enqueue(reject: (error: Error) => void, start: () => void): void {
    const timer = setTimeout(() => {
      this.waiting.splice(this.waiting.indexOf(waiting), 1);
      reject(new TurnTimeout());
    }, TURN_TIMEOUT_MS);
    const waiting = { start, timer };
    this.waiting.push(waiting);
  }
}
