import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allEntities } from '../../../test/support/entities.js';
import { openDataSource } from './open-data-source.js';

const onPosix = it.skipIf(process.platform === 'win32');

describe('opening a SQLite database', () => {
  onPosix('makes the folder for nobody else, as password hashes are in it', async () => {
    const above = mkdtempSync(join(tmpdir(), 'portico-storage-'));
    const folder = join(above, 'data');
    const dataSource = await openDataSource(`sqlite:${join(folder, 'portico.sqlite')}`, allEntities);
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    await dataSource.destroy();
    rmSync(above, { recursive: true });
  });
});
