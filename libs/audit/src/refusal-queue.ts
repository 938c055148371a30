import type { Refusal } from './refusal.js';

const CAPACITY = 1000;
const CAPACITY_PER_ADDRESS = 200;

/**
 * Refusals that wait to be written. When it is full, a newcomer takes the place of a random one: what is written of
 * a flood is a fair sample. One address holds a fifth of the places at most, so it can't push the others out.
 */
export class RefusalQueue {
  private waiting: Refusal[] = [];
  private readonly byAddress = new Map<string | null, number>();

  get size(): number {
    return this.waiting.length;
  }

  /** Whether it was taken without another being lost. */
  offer(refusal: Refusal): boolean {
    if ((this.byAddress.get(refusal.ip) ?? 0) >= CAPACITY_PER_ADDRESS) return false;
    this.count(refusal, 1);
    if (this.waiting.length < CAPACITY) {
      this.waiting.push(refusal);
      return true;
    }
    const [lost] = this.waiting.splice(Math.floor(Math.random() * CAPACITY), 1, refusal);
    if (lost) this.count(lost, -1);
    return false;
  }

  /** The oldest ones. They stay until they are `remove`d, so they can be found while they are being written. */
  oldest(count: number): readonly Refusal[] {
    return this.waiting.slice(0, count);
  }

  remove(written: readonly Refusal[]): void {
    const gone = new Set(written);
    this.waiting = this.waiting.filter((refusal) => {
      if (gone.has(refusal)) this.count(refusal, -1);
      return !gone.has(refusal);
    });
  }

  find(reference: string): Refusal | undefined {
    return this.waiting.find((refusal) => refusal.reference === reference);
  }

  private count({ ip }: Refusal, by: 1 | -1): void {
    const count = (this.byAddress.get(ip) ?? 0) + by;
    if (count > 0) this.byAddress.set(ip, count);
    else this.byAddress.delete(ip);
  }
}
