import { IsPrivateUseScheme } from '../rules/private-use-scheme.js';

export class ClientSettings {
  /** Schemes without a dot that native clients may register redirect URIs of, lower case. RFC 8252 §7.1 */
  @IsPrivateUseScheme({ each: true })
  readonly private_use_schemes: readonly string[];

  constructor(values: Pick<ClientSettings, 'private_use_schemes'>) {
    this.private_use_schemes = Object.freeze(
      values.private_use_schemes.map((scheme) => scheme.toLowerCase()),
    );
    Object.freeze(this);
  }
}
