import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

/** What the bench tells a server that it starts, as JSON in its first argument. */
export interface ServerOptions {
  readonly port: number;
  readonly databaseUrl: string;
}

export function serverOptions(): ServerOptions {
  return JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
}

/** Listens, and tells the parent. */
export function serve(port: number, listener: RequestListener): void {
  createServer(listener).listen(port, '127.0.0.1', () => process.send?.('ready'));
  process.on('disconnect', () => process.exit(0));
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

export function answerJson(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
