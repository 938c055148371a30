/** Characters that travel together: a line of its own each would be a write to the socket each. */
const CHUNK = 65_536;

/**
 * Each thing on a line of its own. The first are read before this resolves, so that a failure then is still answered
 * as a problem; the others are read as the reader takes them, and a failure among them breaks the answer off.
 */
export async function jsonLines(things: AsyncGenerator<unknown, void, void>): Promise<AsyncIterable<string>> {
  const chunks = inChunks(things);
  const first = await chunks.next();
  return continued(first.done ? '' : first.value, chunks);
}

async function* inChunks(things: AsyncIterable<unknown>): AsyncGenerator<string, void, void> {
  let chunk = '';
  for await (const thing of things) {
    chunk += `${JSON.stringify(thing)}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

async function* continued(first: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  if (first !== '') yield first;
  yield* rest;
}
