import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readOrCreateEncryptionKey } from './encryption-key-file.js';

describe('The generated encryption key', () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portico-'));
    file = join(directory, 'data', 'encryption.key');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(directory, { recursive: true });
  });

  it('is made once, in a directory that is made too, readable by its owner only', async () => {
    const key = await readOrCreateEncryptionKey(file);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'data'))).mode & 0o077).toBe(0);
    expect(await readOrCreateEncryptionKey(file)).toBe(key);
  });

  it('is one, however many processes start at once, and no drafts stay', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => readOrCreateEncryptionKey(file)));
    expect(new Set(keys).size).toBe(1);
    expect(await readdir(join(directory, 'data'))).toEqual(['encryption.key']);
  });

  it.each([0o604, 0o602, 0o601, 0o666])('that everybody can reach is refused (%#)', async (mode) => {
    const key = await readOrCreateEncryptionKey(file);
    await chmod(file, mode);
    const refusal = await readOrCreateEncryptionKey(file).catch((error: Error) => error.message);
    expect(refusal).toContain(`chmod 600 ${file}`);
    expect(refusal).not.toContain(key);
  });

  it.each([0o640, 0o660])('that its group can reach is used, with a warning (%#)', async (mode) => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const key = await readOrCreateEncryptionKey(file);
    expect(warn).not.toHaveBeenCalled();
    await chmod(file, mode);
    expect(await readOrCreateEncryptionKey(file)).toBe(key);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(file));
    expect(String(warn.mock.calls)).not.toContain(key);
  });

  it('is never replaced when its file was emptied', async () => {
    await readOrCreateEncryptionKey(file);
    await writeFile(file, '\n');
    await expect(readOrCreateEncryptionKey(file)).rejects.toThrow(/is empty/);
    expect(await readFile(file, 'utf8')).toBe('\n');
  });
});
