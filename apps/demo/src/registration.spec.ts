import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NotRegistered, readRegistration } from './registration.js';

const folder = mkdtempSync(join(tmpdir(), 'portico-demo-'));
const file = join(folder, 'demo-client.json');
afterAll(() => rmSync(folder, { recursive: true }));

const registration = {
  issuer: 'http://localhost:4000',
  client_id: 'portico-demo',
  client_secret: 'a secret',
  browser_client_id: 'portico-demo-browser',
};

describe('the demo’s registration', () => {
  it('is read from the file, and nothing but its four fields', async () => {
    writeFileSync(file, JSON.stringify({ ...registration, another: 1 }));
    expect(await readRegistration(file)).toEqual(registration);
  });

  it('says how to register when there is no file', async () => {
    const reading = readRegistration(join(folder, 'absent.json'));
    await expect(reading).rejects.toThrow(NotRegistered);
    await expect(reading).rejects.toThrow('npm run demo');
  });

  it.each([
    ['no JSON', '{"issuer": '],
    ['null', 'null'],
    ['a field less', JSON.stringify({ ...registration, client_secret: undefined })],
    ['an empty field', JSON.stringify({ ...registration, client_id: '' })],
    ['a number for a name', JSON.stringify({ ...registration, browser_client_id: 7 })],
    ['an issuer that is no address', JSON.stringify({ ...registration, issuer: 'portico' })],
  ])('refuses %s, and names the file but not what is in it', async (_what, text) => {
    writeFileSync(file, text);
    const refusal = await readRegistration(file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NotRegistered);
    expect((refusal as Error).message).toContain(file);
    expect((refusal as Error).message).not.toContain('a secret');
  });
});
