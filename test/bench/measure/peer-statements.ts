import type { Contender } from '../contenders/contender.js';
import type { WorkName } from '../works/works.js';

/** What `oidc-provider` asks of a database: were it more or less here, its adapter would not be a plain one. */
const EXPECTED: Readonly<Partial<Record<WorkName, readonly [reads: number, commits: number]>>> = {
  code: [7, 4],
  refresh: [15, 8],
  'machine-rs256': [0, 0],
  introspection: [4, 0],
  userinfo: [4, 0],
  metadata: [0, 0],
};

/** Counts one flow of each work. @throws Error when the peer does more, or less, than it is known to do */
export async function assertPeerStatements({ flows, statements }: Contender): Promise<void> {
  if (!statements) return;
  for (const [work, [reads, commits]] of Object.entries(EXPECTED) as [WorkName, [number, number]][]) {
    const before = await statements();
    await flows[work](0);
    const after = await statements();
    const counted = [after.reads - before.reads, after.commits - before.commits];
    if (counted[0] === reads && counted[1] === commits) continue;
    throw new Error(
      `oidc-provider needs ${counted[0]} reads and ${counted[1]} commits for ${work}; known are ${reads} and ${commits}`,
    );
  }
}
