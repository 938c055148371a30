import { IsBoolean } from 'class-validator';
import { IsPrivateUseScheme } from '../rules/private-use-scheme.js';

type Fields = Pick<ClientSettings, 'private_use_schemes'> &
  Partial<Pick<ClientSettings, 'require_pushed_authorization_requests'>>;

export class ClientSettings {
  /** Schemes without a dot that native clients may register redirect URIs of, lower case. RFC 8252 §7.1 */
  @IsPrivateUseScheme({ each: true })
  readonly private_use_schemes: readonly string[];

  /** Of every client, whatever its own rules say. RFC 9126 §5 */
  @IsBoolean({ message: 'must be true or false' })
  readonly require_pushed_authorization_requests: boolean;

  constructor({ private_use_schemes, require_pushed_authorization_requests = false }: Fields) {
    this.private_use_schemes = Object.freeze(private_use_schemes.map((scheme) => scheme.toLowerCase()));
    this.require_pushed_authorization_requests = require_pushed_authorization_requests;
    Object.freeze(this);
  }
}
