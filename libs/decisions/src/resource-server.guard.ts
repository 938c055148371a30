import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type AuthenticatedClient, type Client, ClientAuthenticator, isPublic } from '#libs/clients';
import { OAuthError, Parameters, parseBearer, wwwAuthenticate } from '#libs/protocol';
import { type AccessToken, AccessTokens, badToken } from '#libs/tokens';

type DecisionRequest = FastifyRequest & {
  client?: AuthenticatedClient;
  accessToken?: AccessToken;
  resourceServer?: Client;
};

const NOTHING_IN_THE_BODY = Parameters.fromForm('');

/**
 * Lets a resource server through that authenticates as a client: by its secret in the `Authorization` header, or by an
 * access token that it got for itself. Whoever registered themselves may not ask about people.
 */
@Injectable()
export class ResourceServerGuard implements CanActivate {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly tokens: AccessTokens,
  ) {}

  /** @throws OAuthError invalid_client, invalid_token, unauthorized_client */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<DecisionRequest>();
    const client = await this.clientOf(request);
    if (isPublic(client) || client.registered_by !== null) {
      throw new OAuthError(
        'unauthorized_client',
        'only clients of administrators that authenticate may ask',
        {
          rule: 'decisions.caller',
        },
      );
    }
    request.resourceServer = client;
    return true;
  }

  private async clientOf(request: DecisionRequest): Promise<Client> {
    const { authorization } = request.headers;
    if (authorization === undefined) throw noCredentials();
    const bearer = parseBearer(authorization);
    if (bearer === undefined) {
      request.client = await this.authenticator.authenticate({
        authorization,
        parameters: NOTHING_IN_THE_BODY,
      });
      return request.client.client;
    }
    const token = await this.tokens.verify(bearer);
    if (!token || token.account) throw badToken();
    request.accessToken = token;
    return token.client;
  }
}

/** RFC 9110 §11.6.1 */
function noCredentials(): OAuthError {
  return new OAuthError('invalid_client', 'authenticate in the Authorization header', {
    headers: { 'www-authenticate': wwwAuthenticate('Basic', { realm: 'Portico' }) },
  });
}

/** Whoever the `ResourceServerGuard` let through. */
export const ResourceServer = createParamDecorator((_: unknown, context: ExecutionContext): Client => {
  const { resourceServer } = context.switchToHttp().getRequest<DecisionRequest>();
  if (!resourceServer) throw new Error('this endpoint needs ResourceServerGuard');
  return resourceServer;
});
