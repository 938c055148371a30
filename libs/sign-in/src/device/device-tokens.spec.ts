import { describe, expect, it } from 'vitest';
import { Clock } from '#libs/clock';
import { Issuer } from '#libs/config';
import { Vault } from '#libs/secrets';
import { DeviceCookie } from './device-cookie.js';
import { DEVICE_LIFETIME, DeviceTokens } from './device-tokens.js';

let now = 1_700_000_000;
class TestClock extends Clock {
  override nowMs() {
    return now * 1000;
  }
}
const [KEY, OTHER] = ['k'.repeat(32), 'o'.repeat(32)];
const devices = (...keys: string[]) => new DeviceTokens(new Vault(keys), new TestClock());

describe('The mark of a known device', () => {
  it('is of one person only', () => {
    const token = devices(KEY).issue('alice');
    expect(devices(KEY).isOf('alice', token)).toBe(true);
    expect(devices(KEY).isOf('bob', token)).toBe(false);
  });

  it('can’t be made or changed by others', () => {
    const [text, mac] = devices(KEY).issue('alice').split('.');
    const forged = Buffer.from(JSON.stringify({ account_id: 'alice', issued: now })).toString('base64url');
    const bob = Buffer.from(JSON.stringify({ account_id: 'bob', issued: now })).toString('base64url');
    expect(devices(OTHER).isOf('alice', `${text}.${mac}`)).toBe(false);
    expect(devices(KEY).isOf('bob', `${bob}.${mac}`)).toBe(false);
    expect(devices(KEY).isOf('alice', `${forged}.${'A'.repeat(43)}`)).toBe(false);
  });

  it.each(['', '.', 'a.b', `${'a'.repeat(100_000)}.${'A'.repeat(43)}`, 'é.é'])('is not %j', (token) => {
    expect(devices(KEY).isOf('alice', token)).toBe(false);
  });

  it('outlives a change of keys, and ends after a year', () => {
    const token = devices(KEY).issue('alice');
    expect(devices(OTHER, KEY).isOf('alice', token)).toBe(true);
    now += DEVICE_LIFETIME - 1;
    expect(devices(KEY).isOf('alice', token)).toBe(true);
    now += 1;
    expect(devices(KEY).isOf('alice', token)).toBe(false);
    now -= DEVICE_LIFETIME + 1;
    expect(devices(KEY).isOf('alice', token)).toBe(false);
  });

  it('is kept in a cookie that is bound to the host on https', () => {
    expect(new DeviceCookie(new Issuer({ url: 'https://id.example.com' }))).toMatchObject({
      name: '__Host-portico_device',
      options: { httpOnly: true, secure: true, path: '/', sameSite: 'lax', maxAge: DEVICE_LIFETIME },
    });
    expect(new DeviceCookie(new Issuer({ url: 'http://localhost:4000' })).name).toBe('portico_device');
  });
});
