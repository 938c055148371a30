import {
  type DatabaseSettings,
  type DataDirectory,
  type EncryptionSettings,
  StartRefused,
} from '#libs/config';
import { readOrCreateEncryptionKey } from './encryption-key-file.js';
import { Vault } from './vault.js';

const MISSING =
  'PORTICO_ENCRYPTION_KEY is missing. Processes that share a MySQL database must share this key, so none is ' +
  'generated. Make one once, keep it with your backups and give it to every process:\n' +
  `  node -p "crypto.randomBytes(32).toString('base64url')"`;

/**
 * The vault of this deployment. Its keys come from the configuration; only an embedded database, which has one
 * data directory, gets a generated one.
 *
 * @throws StartRefused on MySQL when no key is configured; says how to make one.
 */
export async function openVault(
  encryption: EncryptionSettings,
  database: DatabaseSettings,
  directory: DataDirectory,
): Promise<Vault> {
  if (encryption.keys.length > 0) return new Vault(encryption.keys);
  if (database.dialect !== 'sqlite') throw new StartRefused(MISSING);
  return new Vault([await readOrCreateEncryptionKey(directory.file('encryption.key'))]);
}
