/**
 * Work that one run of can do for many: whoever asks waits for the first run that begins after they asked, and runs
 * follow one another.
 */
export class SharedRuns {
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  /**
   * @param work done once for all who asked before it began
   * @param mayBegin resolves when the next run may; who asks meanwhile shares it
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly mayBegin?: () => Promise<unknown>,
  ) {}

  ask(): Promise<void> {
    this.next ??= this.afterLast();
    return this.next;
  }

  private async afterLast(): Promise<void> {
    await this.last.catch(() => undefined);
    await this.mayBegin?.();
    // From here on one is too late for this run: what it reads may be older than what they know of.
    this.last = this.next ?? Promise.resolve();
    this.next = undefined;
    await this.work();
  }
}
