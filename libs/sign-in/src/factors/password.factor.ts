import { Injectable } from '@nestjs/common';
import { type Account, isUsablePassword, Passwords } from '#libs/accounts';
import type { Factor } from './factor.js';

/** Something that the person knows. RFC 8176 `pwd` */
@Injectable()
export class PasswordFactor implements Factor<string> {
  readonly amr = 'pwd';

  constructor(private readonly passwords: Passwords) {}

  isPlausible(password: string): boolean {
    return isUsablePassword(password);
  }

  prove(account: Account | undefined, password: string): Promise<boolean> {
    return this.passwords.verify(account?.id, password);
  }
}
