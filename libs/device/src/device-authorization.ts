import { Injectable } from '@nestjs/common';
import type { Client } from '#libs/clients';
import { Issuer } from '#libs/config';
import { OAuthError, type Parameters, parseResources } from '#libs/protocol';
import { DEVICE_CODE_GRANT_TYPE, DeviceCodes, requestedResources, requestedScope } from '#libs/tokens';
import { RequestLimit } from './request-limit.js';

/** RFC 8628 §3.2 */
export interface DeviceAuthorizationResponse {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Seconds. */
  readonly interval: number;
}

/** The page where people type the user code; below the issuer. */
export const VERIFICATION_PATH = '/device';

/** The device authorization endpoint between the client's authentication and its answer. RFC 8628 §3.1 */
@Injectable()
export class DeviceAuthorization {
  constructor(
    private readonly codes: DeviceCodes,
    private readonly limit: RequestLimit,
    private readonly issuer: Issuer,
  ) {}

  /**
   * @param ip where the device asks from
   * @throws OAuthError
   */
  async begin(parameters: Parameters, client: Client, ip: string): Promise<DeviceAuthorizationResponse> {
    if (!client.grant_types.includes(DEVICE_CODE_GRANT_TYPE)) {
      throw new OAuthError('unauthorized_client', 'the client is not registered for the device flow', {
        rule: 'client.grant_types',
        facts: { needed: DEVICE_CODE_GRANT_TYPE, registered: client.grant_types },
      });
    }
    const scope = requestedScope(parameters.get('scope'), client, { unknown: 'ignored' });
    const resource = requestedResources(parseResources(parameters.getAll('resource')), client);
    await this.limit.check(client, ip);
    const codes = await this.codes.issue({ client, scope, resource, ip });
    const verification_uri = this.issuer.endpoint(VERIFICATION_PATH);
    return {
      ...codes,
      verification_uri,
      verification_uri_complete: `${verification_uri}?user_code=${codes.user_code}`,
    };
  }
}
