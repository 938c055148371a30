import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../contenders/contender.js';
import { startFloor } from '../contenders/floor.js';
import { startPeer } from '../contenders/peer.js';
import { startPortico } from '../contenders/portico.js';
import type { DatabaseServer } from '../database-server.js';
import type { Engine, Options } from '../options.js';
import { WORKS } from '../works/works.js';
import { assertPeerStatements } from './peer-statements.js';
import { costOf, type EngineResult, type WorkResult } from './results.js';
import { measureRound, type Round, runFlows } from './round.js';
import { measureSaturation, type Saturation } from './saturation.js';

/** Before it is measured, a contender does this part of a round, so that its code is compiled and its pools are full. */
const WARM_UP = 0.5;
const HASHES = 100;

type Work = (typeof WORKS)[number];

/** Measures every work on every contender, all on one kind of database. */
export async function measureEngine(
  engine: Engine,
  {
    database,
    folder,
    root,
    options,
  }: { database: DatabaseServer; folder: string; root: string; options: Options },
): Promise<EngineResult> {
  const contenders = await startContenders({ database, folder, root, options });
  try {
    for (const contender of contenders) await assertPeerStatements(contender);
    const works: WorkResult[] = [];
    const hash_ms = options.works.includes('password') ? await measureHash(contenders, options) : undefined;
    for (const work of WORKS.filter(({ name }) => options.works.includes(name))) {
      process.stderr.write(`${engine}: ${work.letter}. ${work.title}\n`);
      works.push({ work: work.name, costs: await measureWork(work, contenders, database, options) });
    }
    const found = { engine, description: database.description, works };
    const saturation = await measureSaturated(contenders, works, options);
    return { ...found, ...(hash_ms !== undefined && { hash_ms }), ...(saturation && { saturation }) };
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

/** Where both works were measured that it needs. */
async function measureSaturated(
  contenders: readonly Contender[],
  works: readonly WorkResult[],
  { works: chosen, scale }: Options,
): Promise<Saturation | undefined> {
  const portico = contenders.find(({ name }) => name === 'portico');
  const capacity = works.find(({ work }) => work === 'machine-rs256')?.costs['portico']?.flows_per_second;
  if (!portico || capacity === undefined || !chosen.includes('password')) return undefined;
  return measureSaturation(portico, capacity, scale);
}

/**
 * The contenders take turns, in another order each round, so that what else the machine does falls on all of them.
 */
async function measureWork(
  work: Work,
  contenders: readonly Contender[],
  database: DatabaseServer,
  { rounds, scale, ...options }: Options,
): Promise<WorkResult['costs']> {
  const concurrency = 'concurrency' in work ? work.concurrency : options.concurrency;
  const flows = Math.max(concurrency, Math.round(work.flows * scale));
  const measured = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (const { flows: of } of contenders) await runFlows(of[work.name], flows * WARM_UP, concurrency);
  for (let round = 0; round < rounds; round += 1) {
    for (const i of contenders.keys()) {
      const { name, pid, flows: of } = contenders[(i + round) % contenders.length] as Contender;
      const processes = { server: pid, database: database.pid };
      const result = await measureRound(of[work.name], { flows, concurrency, measured: processes });
      measured.get(name)?.push(result);
    }
  }
  return Object.fromEntries([...measured].map(([name, all]) => [name, costOf(all)]));
}

/** CPU milliseconds of one hash of a password, with nothing around it. */
async function measureHash(
  contenders: readonly Contender[],
  { rounds, scale }: Options,
): Promise<number | undefined> {
  const floor = contenders.find(({ hash }) => hash !== undefined);
  if (!floor?.hash) return undefined;
  const measured = { server: floor.pid };
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    all.push(await measureRound(floor.hash, { flows: Math.ceil(HASHES * scale), concurrency: 1, measured }));
  }
  return costOf(all).total_ms;
}

async function startContenders({
  database,
  folder,
  root,
  options: { concurrency, peer, beside, profile },
}: {
  database: DatabaseServer;
  folder: string;
  root: string;
  options: Options;
}): Promise<readonly Contender[]> {
  const place = async (name: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    return { folder: join(folder, name), databaseUrl: await database.create(name), concurrency };
  };
  const nodeArguments = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const contenders = [
    await startFloor(await place('floor')),
    await startPortico(await place('portico'), { name: 'portico', root, nodeArguments }),
  ];
  for (const [name, other] of Object.entries(beside)) {
    contenders.push(await startPortico(await place(name), { name, root: other }));
  }
  if (peer) contenders.push(await startPeer(await place('peer')));
  return contenders;
}
