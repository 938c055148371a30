/** Too much is waiting to be hashed already. Answered 503 with `Retry-After`. */
export class HasherBusy extends Error {
  /** Seconds after which it may go better. */
  readonly retry_after = 1;

  constructor() {
    super('too many passwords wait to be hashed');
    this.name = 'HasherBusy';
  }
}

/**
 * Lets so many pieces of work run at once, so many more wait in order, and refuses the rest: what keeps a storm of
 * sign-ins from taking every core and all memory.
 */
export class HashingPool {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly queue: number,
  ) {}

  /** @throws HasherBusy when the queue is full */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.queue) return Promise.reject(new HasherBusy());
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Hands the place to the first who waits, so that nobody can slip in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
