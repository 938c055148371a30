import { CompactEncrypt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { EncryptionKey } from './encryption-key.js';
import { UnopenableError, Vault } from './vault.js';

const FIRST = 'the first key of this deployment, 1';
const SECOND = 'the second key of this deployment, 2';

/** Changes one character in the middle of one of the five parts of a compact JWE. */
function tamper(sealed: string, part: number): string {
  const parts = sealed.split('.');
  const text = parts[part]!;
  const at = Math.floor(text.length / 2);
  parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  return parts.join('.');
}

const reasonOf = (opening: Promise<string>) =>
  opening.then(
    () => 'opened',
    (error) => (error instanceof UnopenableError ? error.reason : error),
  );

describe('RFC 7516 §7.1: sealed values', () => {
  const vault = new Vault([FIRST]);

  it.each(['', 'secret', 'ünï✓', 'x'.repeat(100_000)])('opens what it sealed (%#)', async (text) => {
    expect(await vault.open(await vault.seal(text, 'test'), 'test')).toBe(text);
  });

  it('says dir, A256GCM, the key and the purpose, and nothing of the content', async () => {
    const sealed = await vault.seal('secret', 'test');
    expect(decodeProtectedHeader(sealed)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: new EncryptionKey(FIRST).kid,
      purpose: 'test',
    });
    expect(sealed.split('.')).toHaveLength(5);
    expect(sealed).not.toContain(Buffer.from('secret').toString('base64url'));
  });

  it('seals the same text differently each time', async () => {
    expect(await vault.seal('secret', 'test')).not.toBe(await vault.seal('secret', 'test'));
  });

  it.each([
    ['the initialization vector', 2],
    ['the ciphertext', 3],
    ['the tag', 4],
  ])('refuses a value with %s changed', async (_, part) => {
    const sealed = await vault.seal('a secret of some length', 'test');
    expect(await reasonOf(vault.open(tamper(sealed, part), 'test'))).toBe('damaged');
  });

  it.each(['', 'x', 'a.b.c', 'a.b.c.d.e', 'eyJhbGciOiJub25lIn0..'])('refuses %j', async (text) => {
    expect(await reasonOf(vault.open(text, 'test'))).toMatch(/damaged|unknown_key/);
  });

  it('refuses a value sealed for another purpose', async () => {
    expect(await reasonOf(vault.open(await vault.seal('secret', 'test'), 'other'))).toBe('other_purpose');
  });

  it('refuses a value whose purpose was rewritten, for each purpose has a key of its own', async () => {
    const sealed = await vault.seal('secret', 'test');
    const header = Buffer.from(JSON.stringify({ ...decodeProtectedHeader(sealed), purpose: 'other' }));
    const forged = [header.toString('base64url'), ...sealed.split('.').slice(1)].join('.');
    expect(await reasonOf(vault.open(forged, 'other'))).toBe('damaged');
    expect(new EncryptionKey(FIRST).sealingKey('test')).not.toEqual(
      new EncryptionKey(FIRST).sealingKey('other'),
    );
  });

  it('refuses another content encryption, even by the right key', async () => {
    const key = new EncryptionKey(FIRST);
    const sealed = await new CompactEncrypt(Buffer.from('x'))
      .setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM', kid: key.kid, purpose: 'test' })
      .encrypt(key.sealingKey('test'));
    expect(await reasonOf(vault.open(sealed, 'test'))).toBe('damaged');
  });
});

describe('A change of the encryption key', () => {
  const before = new Vault([FIRST]);
  const during = new Vault([SECOND, FIRST]);
  const after = new Vault([SECOND]);

  it('opens what a previous key sealed, and says that it should be sealed again', async () => {
    const sealed = await before.seal('secret', 'test');
    expect(await during.open(sealed, 'test')).toBe('secret');
    expect(before.needsResealing(sealed)).toBe(false);
    expect(during.needsResealing(sealed)).toBe(true);
  });

  it('seals with the first key of the list', async () => {
    const sealed = await during.seal('secret', 'test');
    expect(during.needsResealing(sealed)).toBe(false);
    expect(await after.open(sealed, 'test')).toBe('secret');
  });

  it('refuses what only a key that is gone could open', async () => {
    expect(await reasonOf(after.open(await before.seal('secret', 'test'), 'test'))).toBe('unknown_key');
  });

  it('recognises marks of every key, the current one first', () => {
    expect(during.macs('test', 'data')).toEqual([after.mac('test', 'data'), before.mac('test', 'data')]);
  });
});

describe('RFC 2104: marks', () => {
  const vault = new Vault([FIRST]);

  it('are the same for the same purpose and data in every process', () => {
    expect(vault.mac('test', 'data')).toBe(new Vault([FIRST]).mac('test', 'data'));
    expect(vault.mac('test', 'data')).toHaveLength(43);
  });

  it('differ by purpose, data and key', () => {
    const marks = [
      vault.mac('test', 'data'),
      vault.mac('other', 'data'),
      vault.mac('test', 'datb'),
      new Vault([SECOND]).mac('test', 'data'),
    ];
    expect(new Set(marks).size).toBe(4);
  });
});

describe('Encryption keys', () => {
  it('are refused when short, without being repeated', () => {
    expect(() => new Vault(['hunter2'])).toThrow(/at least 32 characters/);
    expect(() => new Vault(['hunter2'])).not.toThrow(/hunter2/);
  });

  it('are needed', () => {
    expect(() => new Vault([])).toThrow(/needed/);
  });
});
