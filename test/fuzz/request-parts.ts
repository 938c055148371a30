import { type ApiBody, type ApiDocument, type ApiOperation, resolved } from './api-operations.js';
import { encoded, type GeneratedBody, type GeneratedRequest } from './generated-request.js';
import { credentials, knownValues, NEEDED } from './known-values.js';

type Pairs = readonly (readonly [name: string, value: string])[];

/** What a request for an operation is put together from. */
export interface RequestParts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Pairs;
  readonly headers: Pairs;
  readonly authorization: string | undefined;
  /** Members of a JSON body, or parameters of a form. */
  readonly body: unknown;
  readonly type: string | undefined;
}

const FORM = 'application/x-www-form-urlencoded';

/** The plainest request for the operation, which is to succeed: required parts only, real things everywhere. */
export function plainParts(operation: ApiOperation, document: ApiDocument): RequestParts {
  const [body] = operation.bodies;
  const [authorization] = credentials(operation);
  const plain = (name: string, example?: unknown) => knownValues(operation, name)[0] ?? String(example ?? '');
  const needed = (place: string) =>
    operation.parameters.filter(
      ({ in: at, name, required }) =>
        at === place && (required || name in (NEEDED[operation.operationId] ?? {})),
    );
  const pairs = (place: string): Pairs =>
    needed(place).map(({ name, schema }) => [name, plain(name, schema.example)] as const);
  return {
    path: Object.fromEntries(pairs('path')),
    query: pairs('query'),
    headers: pairs('header'),
    authorization,
    body: body && plainBody(operation, body, document),
    type: body?.type,
  };
}

function plainBody(
  operation: ApiOperation,
  { type, schema, examples }: ApiBody,
  document: ApiDocument,
): unknown {
  const needed = NEEDED[operation.operationId] ?? {};
  if (type !== FORM) return { ...(examples[0] ?? {}), ...needed };
  const names = new Set([...(resolved(schema, document).required ?? []), ...Object.keys(needed)]);
  return Object.fromEntries(
    [...names].map((name) => [name, String(needed[name] || knownValues(operation, name)[0] || 'x')]),
  );
}

/** The request as it is sent, but for the real things. */
export function assembled(operation: ApiOperation, parts: RequestParts): GeneratedRequest {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => encoded(parts.path[name] ?? ''));
  const authorization =
    parts.authorization === undefined ? [] : [['authorization', parts.authorization] as const];
  const type = parts.type === undefined ? [] : [['content-type', parts.type] as const];
  return {
    method: operation.method,
    path,
    query: parts.query.map(pair),
    headers: [...parts.headers.map(asHeader), ...authorization, ...type],
    ...(parts.type !== undefined && { body: bodyOf(parts.type, parts.body) }),
    astray: Object.values(parts.path).some(
      (value) => /^\.{0,2}$/.test(value) || value.length > LONGEST_SEGMENT,
    ),
  };
}

/** A parameter longer than the server's limit is no address of it. */
const LONGEST_SEGMENT = 300;

const pair = ([name, value]: readonly [string, string]) => `${encoded(name)}=${encoded(value)}`;

/** What no header can hold never gets as far as a server. */
export function asHeader([name, value]: readonly [string, string]): readonly [string, string] {
  return [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')];
}

function bodyOf(type: string, body: unknown): GeneratedBody {
  if (type !== FORM) return { kind: 'json', text: JSON.stringify(body) ?? '' };
  const pairs = Object.entries(body as Record<string, string>);
  return { kind: 'form', text: pairs.map(pair).join('&') };
}
