import type { ChangeFeed } from './change-feed.js';

/** What of a decision is a no. Who throws decides by `thrown`, who returns by `returned`. */
export interface Refusals<T> {
  readonly thrown?: (error: unknown) => boolean;
  readonly returned?: (decided: T) => boolean;
}

/**
 * Decides by registry data. A yes stands; a no stands only if it rests on all that was committed before it was said:
 * what was registered through one process a moment ago is good at every other. A no that is asked for costs no read of
 * its own, for the reads are shared and their pace is limited (`ChangeFeed.freshen`).
 *
 * @param decide may run twice: it must change nothing when it says no
 */
export async function secondLook<T>(
  changes: Pick<ChangeFeed, 'generation' | 'freshen'>,
  decide: () => T | Promise<T>,
  { thrown = () => false, returned = () => false }: Refusals<T>,
): Promise<T> {
  const before = changes.generation;
  const isNewer = async () => {
    await changes.freshen();
    return changes.generation !== before;
  };
  let decided: T;
  try {
    decided = await decide();
  } catch (error) {
    if (thrown(error) && (await isNewer())) return decide();
    throw error;
  }
  return returned(decided) && (await isNewer()) ? decide() : decided;
}
