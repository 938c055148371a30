import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

type Headers = Readonly<Record<string, string>>;

const FORM = 'application/x-www-form-urlencoded';

/** Kept-alive connections to one server, as many as flows run at once. Follows no redirect and keeps no cookie. */
export class HttpClient {
  private readonly agent: Agent;

  constructor(connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  }

  get(url: string, headers: Headers = {}): Promise<Answer> {
    return this.send('GET', url, headers);
  }

  post(url: string, form: Readonly<Record<string, string>>, headers: Headers = {}): Promise<Answer> {
    return this.send('POST', url, { 'content-type': FORM, ...headers }, new URLSearchParams(form).toString());
  }

  close(): void {
    this.agent.destroy();
  }

  private send(method: string, url: string, headers: Headers, body?: string): Promise<Answer> {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        { method, agent: this.agent, headers: { ...headers, ...length } },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => {
            text += part;
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
