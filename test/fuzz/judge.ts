import type { DocumentedResponses } from '../openapi/documented-responses.js';
import type { ApiOperation } from './api-operations.js';
import type { GeneratedRequest } from './generated-request.js';
import type { WireAnswer } from './wire.js';

/** Milliseconds. */
export const TOO_SLOW = 1000;

/** What a server tells about its inside when it breaks: stacks, files, statements, names of database and parser errors. */
const INSIDE =
  /\bat \S+ \(|node_modules|node:internal|\.[jt]s:\d|\bSELECT .* FROM\b|\bINSERT INTO\b|SQLITE_|\bER_(?:[A-Z]+_)+[A-Z]+\b|QueryFailed|Unexpected token|(?:Type|Range|Syntax|Reference)Error/;

/** Holds an answer against what holds for every one. @throws Error that says what is wrong */
export function judgeAny({ status, headers, text }: WireAnswer): void {
  if (status >= 500 || status < 200) throw new Error(`answered ${status}: ${text}`);
  if (status >= 400 && INSIDE.test(text + JSON.stringify(headers)))
    throw new Error(`tells of its inside: ${text}`);
  const type = typeOf(headers);
  if (text !== '' && type === undefined) throw new Error(`answered ${status} with a body of no type`);
  if (type?.endsWith('json') && text !== '' && status >= 400) assertInOurWords(text);
}

/** RFC 6749 §5.2 and the like, or RFC 9457: whatever was wrong, no framework says it. */
function assertInOurWords(text: string): void {
  const { error, type } = JSON.parse(text);
  if (!/^[a-z_]+$/.test(error) && !/^urn:portico:problem:[a-z_]+$/.test(type))
    throw new Error(`an error in the words of nobody: ${text}`);
}

/** Below that path everything is the admin API, whether it is there or not. */
function assertProblem(type: string | undefined): void {
  if (type !== 'application/problem+json') throw new Error(`an error of the admin API is ${type}`);
}

/** And against the document. @throws Error that says what is wrong */
export function judge(
  operation: ApiOperation,
  request: GeneratedRequest,
  answer: WireAnswer,
  documented: DocumentedResponses,
): void {
  judgeAny(answer);
  const { status, headers, text } = answer;
  if (status >= 400 && status !== 431 && text !== '' && request.path.startsWith('/admin/v1/'))
    assertProblem(typeOf(headers));
  if (request.astray || refusedUnread(operation, request, status)) return;
  documented.checkAnswer(operation.operationId, { status, type: typeOf(headers), text });
}

const typeOf = (headers: WireAnswer['headers']) => headers['content-type']?.split(';', 1)[0];

/** More than this of address and headers, with what is put in for placeholders, may be too much for Node's parser. */
const LONG = 8000;

/** A body that can't be read, for an operation that takes none; a head too long for Node's parser, which knows no routes. */
function refusedUnread(
  { bodies }: ApiOperation,
  { path, query, headers }: GeneratedRequest,
  status: number,
): boolean {
  if (status === 431) return [path, ...query, ...headers.flat()].join('').length > LONG;
  return bodies.length === 0 && [400, 413, 415].includes(status);
}
