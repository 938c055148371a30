import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';

const FIXTURES = join(process.cwd(), 'libs/outbound/fixtures');

/** For `localhost` and `service.test`. */
export const CERTIFICATE = join(FIXTURES, 'self-signed.crt.pem');
export const TLS = {
  cert: readFileSync(CERTIFICATE, 'utf8'),
  key: readFileSync(join(FIXTURES, 'self-signed.key.pem'), 'utf8'),
};

/** Every name is this machine. */
const toLoopback: LookupFunction = (_host, options, answer) => {
  if (options.all) return answer(null, [{ address: '127.0.0.1', family: 4 }]);
  answer(null, '127.0.0.1', 4);
};

/** `fetch` for the servers of these tests: trusts their certificate, finds their names, follows no redirect. */
export function overTls(url: string, init: RequestInit = {}): Promise<Response> {
  const asked = new Request(url, init);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: asked.method,
        headers: Object.fromEntries(asked.headers),
        ca: TLS.cert,
        lookup: toLoopback,
        agent: false,
      },
      async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        const headers = new Headers();
        for (const [name, value] of Object.entries(answer.headersDistinct)) {
          for (const one of value ?? []) headers.append(name, one);
        }
        const status = answer.statusCode ?? 0;
        const body = status === 204 || status === 304 ? null : Buffer.concat(chunks);
        resolve(new Response(body, { status, headers }));
      },
    );
    sent.on('error', reject);
    asked.arrayBuffer().then((body) => {
      if (body.byteLength > 0) sent.setHeader('content-length', body.byteLength);
      sent.end(Buffer.from(body));
    }, reject);
  });
}
