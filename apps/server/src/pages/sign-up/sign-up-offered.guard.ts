import { type CanActivate, Injectable, NotFoundException } from '@nestjs/common';
import { SignUpSettings } from '#libs/config';

/** Where people may not sign up, there is no such page. */
@Injectable()
export class SignUpOfferedGuard implements CanActivate {
  constructor(private readonly settings: SignUpSettings) {}

  /** @throws NotFoundException */
  canActivate(): boolean {
    if (!this.settings.on) throw new NotFoundException();
    return true;
  }
}
