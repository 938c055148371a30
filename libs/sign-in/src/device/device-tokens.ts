import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { equalInConstantTime, Vault } from '#libs/secrets';

/** Seconds for which a browser is remembered after a sign-in in it. */
export const DEVICE_LIFETIME = 365 * 24 * 3600;

const PURPOSE = 'known_device';
const TOKEN = /^([\w-]{1,300})\.([\w-]{43})$/;

/**
 * What a browser keeps to show that a certain person has signed in there before. It signs nobody in; it only lets
 * their attempts be counted apart from those of strangers.
 */
@Injectable()
export class DeviceTokens {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** `{account_id, issued}` as base64url, a dot, and our mark of it. */
  issue(accountId: string): string {
    const payload = Buffer.from(JSON.stringify({ account_id: accountId, issued: this.clock.now() }));
    const text = payload.toString('base64url');
    return `${text}.${this.vault.mac(PURPOSE, text)}`;
  }

  /** Whether it is ours, of that person, and not too old. */
  isOf(accountId: string, token: string): boolean {
    const [, text, mac] = TOKEN.exec(token) ?? [];
    if (text === undefined || mac === undefined) return false;
    if (!this.vault.macs(PURPOSE, text).some((ours) => equalInConstantTime(ours, mac))) return false;
    const { account_id, issued } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const age = this.clock.now() - issued;
    return account_id === accountId && age >= 0 && age < DEVICE_LIFETIME;
  }
}
