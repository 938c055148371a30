import type { Account } from '#libs/accounts';

/** One way in which people prove who they are. */
export interface Factor<Proof> {
  /** RFC 8176: what a sign-in by it adds to `amr`. */
  readonly amr: string;

  /** Whether it could be anybody's; what couldn't is refused before it is counted or costs anything. */
  isPlausible(proof: Proof): boolean;

  /**
   * Whether the proof is that person's.
   * @param account undefined when nobody has the name; it takes the same time, and is never right
   */
  prove(account: Account | undefined, proof: Proof): Promise<boolean>;
}
