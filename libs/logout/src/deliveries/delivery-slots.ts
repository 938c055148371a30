/** How much one process does at a time. One slow client can't hold up what the others are to be told. */
const MOST_AT_ONCE = 16;
const MOST_OF_A_CLIENT = 4;

/** Counts what is under way. */
export class DeliverySlots {
  private readonly underWay = new Map<string, number>();

  /** How many more may begin. */
  get free(): number {
    let taken = 0;
    for (const count of this.underWay.values()) taken += count;
    return MOST_AT_ONCE - taken;
  }

  /** Clients of whom no more may begin. */
  get full(): readonly string[] {
    return [...this.underWay].filter(([, count]) => count >= MOST_OF_A_CLIENT).map(([client]) => client);
  }

  /** @returns false when there is none for this client */
  take(clientId: string): boolean {
    const count = this.underWay.get(clientId) ?? 0;
    if (this.free <= 0 || count >= MOST_OF_A_CLIENT) return false;
    this.underWay.set(clientId, count + 1);
    return true;
  }

  give(clientId: string): void {
    const count = (this.underWay.get(clientId) ?? 0) - 1;
    if (count > 0) this.underWay.set(clientId, count);
    else this.underWay.delete(clientId);
  }
}
