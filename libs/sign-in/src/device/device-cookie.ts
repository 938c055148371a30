import { Injectable } from '@nestjs/common';
import { Issuer } from '#libs/config';
import { DEVICE_LIFETIME } from './device-tokens.js';

/** The cookie that holds a `SignIn.deviceToken`. It stays when the person signs out. */
@Injectable()
export class DeviceCookie {
  readonly name: string;
  readonly options: {
    readonly path: '/';
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: boolean;
    /** Seconds. */
    readonly maxAge: number;
  };

  constructor(issuer: Issuer) {
    this.name = issuer.secure ? '__Host-portico_device' : 'portico_device';
    this.options = {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: issuer.secure,
      maxAge: DEVICE_LIFETIME,
    };
  }
}
