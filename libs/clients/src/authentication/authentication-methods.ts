import type { ClientAuthenticationMethod } from './client-authentication-method.js';
import type { AuthenticationMethodName } from './index.js';

type NamedMethod = readonly [AuthenticationMethodName, ClientAuthenticationMethod];

/** The methods of the table, each as an object. */
export class AuthenticationMethods {
  private constructor(readonly all: readonly NamedMethod[]) {}

  /** @param methods one for each name, in the same order */
  static of(
    names: readonly AuthenticationMethodName[],
    methods: readonly ClientAuthenticationMethod[],
  ): AuthenticationMethods {
    return new AuthenticationMethods(
      names.map((name, index) => {
        const method = methods[index];
        if (method === undefined) throw new Error(`no object for the client authentication method ${name}`);
        return [name, method];
      }),
    );
  }
}
