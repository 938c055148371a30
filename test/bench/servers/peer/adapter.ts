import type { Row, Store } from '../store.js';

/** Models that are looked for by another value than their id, and those that end with their grant. */
const BY_UID = new Set(['Session', 'Interaction']);
const OF_A_GRANT = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);
const MODELS = [...BY_UID, ...OF_A_GRANT, 'Grant', 'ClientCredentials', 'ReplayDetection'];

type Payload = Record<string, unknown>;

/** One table for each model: what somebody would write who follows the package's example for a SQL database. */
export async function createPeerTables(store: Store): Promise<void> {
  for (const model of MODELS) {
    const table = tableOf(model);
    await store.write(
      `CREATE TABLE ${table} (id varchar(128) NOT NULL PRIMARY KEY, payload text NOT NULL, uid varchar(64) NULL, ` +
        'grant_id varchar(64) NULL, expires_at bigint NULL, consumed_at bigint NULL)',
      [],
    );
    if (BY_UID.has(model)) await store.write(`CREATE INDEX ${table}_uid ON ${table} (uid)`, []);
    if (OF_A_GRANT.has(model)) await store.write(`CREATE INDEX ${table}_grant ON ${table} (grant_id)`, []);
  }
}

/** The storage of `oidc-provider`: plain statements by primary key. */
export function peerAdapter(store: Store) {
  return class Adapter {
    readonly table: string;

    constructor(model: string) {
      this.table = tableOf(model);
    }

    async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
      const changes = ['payload', 'uid', 'grant_id', 'expires_at'];
      const onConflict =
        store.dialect === 'sqlite'
          ? `ON CONFLICT (id) DO UPDATE SET ${changes.map((name) => `${name} = excluded.${name}`).join(', ')}`
          : `ON DUPLICATE KEY UPDATE ${changes.map((name) => `${name} = VALUES(${name})`).join(', ')}`;
      await store.write(
        `INSERT INTO ${this.table} (id, payload, uid, grant_id, expires_at) VALUES (?, ?, ?, ?, ?) ${onConflict}`,
        [
          id,
          JSON.stringify(payload),
          textOrNull(payload['uid']),
          textOrNull(payload['grantId']),
          expiresIn === undefined ? null : now() + expiresIn,
        ],
      );
    }

    async find(id: string): Promise<Payload | undefined> {
      return read(
        await store.read(`SELECT payload, expires_at, consumed_at FROM ${this.table} WHERE id = ?`, [id]),
      );
    }

    async findByUid(uid: string): Promise<Payload | undefined> {
      return read(
        await store.read(`SELECT payload, expires_at, consumed_at FROM ${this.table} WHERE uid = ?`, [uid]),
      );
    }

    async consume(id: string): Promise<void> {
      await store.write(`UPDATE ${this.table} SET consumed_at = ? WHERE id = ?`, [now(), id]);
    }

    async destroy(id: string): Promise<void> {
      await store.write(`DELETE FROM ${this.table} WHERE id = ?`, [id]);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await store.write(`DELETE FROM ${this.table} WHERE grant_id = ?`, [grantId]);
    }
  };
}

function tableOf(model: string): string {
  return `peer_${model.toLowerCase()}`;
}

function read(row: Row | undefined): Payload | undefined {
  if (!row || (row['expires_at'] !== null && Number(row['expires_at']) <= now())) return undefined;
  const consumed = row['consumed_at'] === null ? {} : { consumed: Number(row['consumed_at']) };
  return { ...(JSON.parse(String(row['payload'])) as Payload), ...consumed };
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
const now = () => Math.floor(Date.now() / 1000);
