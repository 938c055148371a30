import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Client, type ClientRegistry, clientHasOrigin } from '#libs/clients';
import type { Issuer } from '#libs/config';
import { RegistryStale } from '#libs/storage';
import { pathBelow } from './area.js';
import type { AskingClients } from './asking-clients.js';

/** `open`: documents for everybody. `registered`: only pages of the client that asks. */
type Sharing = { readonly kind: 'open' } | { readonly kind: 'registered'; readonly credentials: boolean };

const REGISTERED: Sharing = { kind: 'registered', credentials: false };

/** Which endpoints pages of other origins may read. All others: none. */
const SHARED: Readonly<Record<string, Sharing>> = {
  '/oauth2/token': REGISTERED,
  '/oauth2/revoke': REGISTERED,
  // Pages call it with `credentials: 'include'`; it reads no cookie all the same.
  '/oauth2/userinfo': { kind: 'registered', credentials: true },
};

function sharingOf(path: string): Sharing | undefined {
  if (path.startsWith('/.well-known/')) return { kind: 'open' };
  return Object.hasOwn(SHARED, path) ? SHARED[path] : undefined;
}

/** Who in a browser may read what. The Fetch standard §3.2; which origins: see `docs/architecture.md`. */
export class Cors {
  constructor(
    private readonly issuer: Issuer,
    private readonly clients: ClientRegistry,
    private readonly asking: AskingClients,
  ) {}

  /** The headers of an answer; at once unless it depends on an origin. */
  headers(request: FastifyRequest): Record<string, string> | Promise<Record<string, string>> {
    const sharing = this.sharing(request);
    if (!sharing) return {};
    if (sharing.kind === 'open') return { 'access-control-allow-origin': '*' };
    const { origin } = request.headers;
    return origin ? this.headersFor(origin, sharing, request) : { vary: 'Origin' };
  }

  /** Answers a preflight before any guard: it carries no token and no client. False: it is left to others. */
  async preflight(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (!this.sharing(request)) return false;
    const headers = await this.headers(request);
    const allowed = headers['access-control-allow-origin'] !== undefined && {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    };
    void reply
      .code(204)
      .headers({ ...headers, ...allowed })
      .send();
    return true;
  }

  private async headersFor(
    origin: string,
    sharing: Extract<Sharing, { kind: 'registered' }>,
    request: FastifyRequest,
  ): Promise<Record<string, string>> {
    const vary = { vary: 'Origin' };
    const may = await this.clients.decide(
      () => this.mayRead(origin, request),
      (allowed) => !allowed,
    );
    if (!may) return vary;
    return {
      ...vary,
      'access-control-allow-origin': origin,
      ...(sharing.credentials && { 'access-control-allow-credentials': 'true' }),
      'access-control-expose-headers': 'WWW-Authenticate, Retry-After, X-Request-Id',
    };
  }

  private sharing(request: FastifyRequest): Sharing | undefined {
    return sharingOf(pathBelow(this.issuer.path, request.url));
  }

  /** A page may read the answer to the client it belongs to; where no client is known, any registered page may. */
  private mayRead(origin: string, request: FastifyRequest): boolean {
    try {
      const client: Client | undefined = this.asking.clientOf(request);
      return client ? clientHasOrigin(client, origin) : this.clients.originAllowed(origin);
    } catch (error) {
      // An answer goes out all the same: it says that nothing is known for certain now.
      if (error instanceof RegistryStale) return false;
      throw error;
    }
  }
}
