import { Test } from '@nestjs/testing';
import { expect, it, vi } from 'vitest';
import { AuditModule } from '#libs/audit';
import { ClockModule } from '#libs/clock';
import { ConfigModule, loadConfiguration } from '#libs/config';
import { SecretsModule } from '#libs/secrets';
import { StorageModule, Sweeper } from '#libs/storage';
import { freshDatabaseUrl } from '../../../test/support/database-url.js';
import { allEntities } from '../../../test/support/entities.js';
import { JwtSigner } from './jwt-signer.js';
import { KeysModule } from './keys.module.js';
import { OwnJwtVerifier } from './own-jwt-verifier.js';
import { SigningKeys } from './signing-keys.js';

it('The module starts with keys, verifies what it signs, and clears away what expired', async () => {
  const { url, remove } = await freshDatabaseUrl();
  const configuration = loadConfiguration({
    PORTICO_DATABASE_URL: url,
    PORTICO_ENCRYPTION_KEY: 'a key that was made for these tests only',
    PORTICO_ISSUER: 'https://op.example',
  });
  const storage = StorageModule.register({ entities: allEntities });
  const around = [ConfigModule.register(configuration), ClockModule, storage, SecretsModule, AuditModule];
  const imports = [...around, KeysModule];
  const app = await (await Test.createTestingModule({ imports }).compile()).init();
  const claims = { iss: 'https://op.example', exp: Math.floor(Date.now() / 1000) + 60 };
  const jwt = await app.get(JwtSigner).sign(claims, { alg: 'RS256', typ: 'JWT' });
  expect(await app.get(OwnJwtVerifier).verify(jwt, { typ: 'JWT' })).toEqual(claims);
  const removeExpired = vi.spyOn(app.get(SigningKeys), 'removeExpired');
  await app.get(Sweeper).sweep();
  expect(removeExpired).toHaveBeenCalledTimes(1);
  await app.close();
  await remove();
});
