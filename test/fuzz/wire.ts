import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** A request exactly as it goes over the wire: no client library corrects it. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  /** Names may come twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From the first byte sent to the last received. */
  readonly ms: number;
}

/** Sends requests to one server over connections that are kept. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(private readonly origin: string) {}

  /**
   * A connection that the server closed after its last answer breaks under the next request; the same goes once more
   * over its own. Broken again, it is the request that broke it.
   */
  async send(request: WireRequest): Promise<WireAnswer> {
    try {
      return await this.exchange(request, this.agent);
    } catch {
      return await this.exchange(request, new Agent({ keepAlive: false }));
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange({ method, target, headers, body }: WireRequest, agent: Agent): Promise<WireAnswer> {
    const { hostname, port } = new URL(this.origin);
    const length = body ? [['content-length', String(body.length)] as const] : [];
    const all = [...headers, ...length];
    const sent = performance.now();
    return new Promise((resolve, reject) => {
      const sending = httpRequest(
        { hostname, port, method, path: target, headers: byName(all), agent },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString(),
              ms: performance.now() - sent,
            }),
          );
        },
      );
      sending.on('error', reject).end(body);
    });
  }
}

/** Node writes a list as one header for each. */
function byName(headers: WireRequest['headers']): Record<string, string | string[]> {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const valuesOf = (name: string) =>
    headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
  return Object.fromEntries(
    [...names].map((name) => {
      const [first = '', ...more] = valuesOf(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}
