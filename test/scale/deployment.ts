import { freshDatabaseUrl } from '../support/database-url.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { freePort, startPortico } from '../support/portico.js';
import { RelyingParty } from '../support/relying-party.js';
import { ServerProcess } from './server-process.js';

export const ON_MYSQL = process.env.PORTICO_TEST_DATABASE_URL !== undefined;

/** A database with clients and people in it, and the processes that serve it. */
export class Deployment {
  private readonly servers: ServerProcess[] = [];

  private constructor(
    /** The public port: a proxy's, or the one server's. */
    readonly port: number,
    readonly databaseUrl: string,
    readonly party: RelyingParty,
    /** Of a client that needs the person's consent. */
    readonly askingParty: RelyingParty,
    readonly people: readonly TestPerson[],
    private readonly remove: () => Promise<void>,
  ) {}

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @param database somewhere else than a fresh one */
  static async prepare(database?: { readonly url: string }): Promise<Deployment> {
    const port = await freePort();
    const fresh = database ? { ...database, remove: async () => undefined } : await freshDatabaseUrl();
    const portico = await startPortico({
      PORTICO_ISSUER: `http://127.0.0.1:${port}`,
      PORTICO_DATABASE_URL: fresh.url,
    });
    const [party, askingParty] = [
      await RelyingParty.register(portico),
      await RelyingParty.register(portico, { require_consent: true }),
    ];
    const people = [];
    for (let n = 0; n < 4; n += 1) people.push(await createPerson(portico));
    await portico.close();
    return new Deployment(port, fresh.url, party, askingParty, people, fresh.remove);
  }

  /** Starts a process; ready when this resolves. */
  async start(environment: Readonly<Record<string, string>> = {}, workers = 0): Promise<ServerProcess> {
    const server = new ServerProcess({
      PORTICO_PORT: String(this.port),
      PORTICO_ISSUER: this.issuer,
      PORTICO_DATABASE_URL: this.databaseUrl,
      PORTICO_WORKERS: '1',
      ...environment,
    });
    this.servers.push(server);
    await server.ready(workers);
    return server;
  }

  async end(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.end()));
    await this.remove();
  }
}
