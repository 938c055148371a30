import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** By the code of Node's parser; every other fault is a malformed request. */
const FAULTS: Readonly<Record<string, { readonly status: number; readonly description: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, description: 'the headers are too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, description: 'the request did not arrive in time' },
};
const MALFORMED = { status: 400, description: 'the request is malformed' };

/** Answers what never became a request, in the words of the protocol, and closes. Repeats nothing of it. */
export function answerConnectionError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, description } = FAULTS[error.code ?? ''] ?? MALFORMED;
  const body = JSON.stringify({ error: 'invalid_request', error_description: description });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${body.length}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}
