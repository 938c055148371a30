import fc from 'fast-check';
import type { ApiBody, ApiDocument, ApiOperation, ApiParameter } from './api-operations.js';
import { resolved } from './api-operations.js';
import { parametersOf } from './from-a-browser.js';
import type { GeneratedRequest } from './generated-request.js';
import { hostileText } from './hostile-values.js';
import { credentials, knownValues } from './known-values.js';
import { MUTATIONS, type Mutation } from './mutations.js';
import { assembled, plainParts, type RequestParts } from './request-parts.js';
import { valuesOf } from './schema-values.js';

const MOST_MUTATIONS = 2;
/** Parameters, or members of a body, that differ from those of the plain request. */
const MOST_CHANGED = 4;

/** Requests for the operation: from one that could succeed to one that is hardly HTTP. */
export function requestsFor(operation: ApiOperation, document: ApiDocument): fc.Arbitrary<GeneratedRequest> {
  return fc
    .tuple(partsFor(operation, document), fc.array(mutation, { maxLength: MOST_MUTATIONS }))
    .map(([parts, mutations]) =>
      mutations.reduce((request, change) => change(request), assembled(operation, parts)),
    );
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(...MUTATIONS);

function partsFor(operation: ApiOperation, document: ApiDocument): fc.Arbitrary<RequestParts> {
  const plain = plainParts(operation, document);
  const parameters = (place: ApiParameter['in']) =>
    parametersOf(operation).filter(({ in: at }) => at === place);
  const values = ({ name, schema }: ApiParameter) => textsFor(operation, name, valuesOf(schema, document));
  const drawn = (place: ApiParameter['in']) => {
    const all = parameters(place);
    return fc
      .subarray([...all], { maxLength: Math.min(MOST_CHANGED, all.length) })
      .chain((some) =>
        fc.tuple(...some.map((one) => values(one).map((value) => [one.name, value] as const))),
      );
  };
  return fc.record({
    path: fc.record(
      Object.fromEntries(
        parameters('path').map((one) => [
          one.name,
          mostly(fc.constant(plain.path[one.name] ?? ''), values(one)),
        ]),
      ),
    ),
    query: drawn('query').map((some) => [...new Map([...plain.query, ...some])]),
    headers: fc.oneof(
      fc.constant(plain.headers),
      drawn('header').map((some) => [...new Map([...plain.headers, ...some])]),
    ),
    authorization: mostly(fc.constantFrom(...credentials(operation)), fc.constantFrom(...BROKEN_CREDENTIALS)),
    ...bodies(operation, document, plain),
  });
}

const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: other });

function textsFor(
  operation: ApiOperation,
  name: string,
  bySchema: fc.Arbitrary<unknown>,
): fc.Arbitrary<string> {
  const known = knownValues(operation, name);
  return fc.oneof(
    ...(known.length > 0 ? [{ weight: 5, arbitrary: fc.constantFrom(...known) }] : []),
    { weight: 2, arbitrary: bySchema.map(asText) },
    { weight: 2, arbitrary: hostileText },
  );
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

function bodies(
  operation: ApiOperation,
  document: ApiDocument,
  plain: RequestParts,
): { body: fc.Arbitrary<unknown>; type: fc.Arbitrary<string | undefined> } {
  if (operation.bodies.length === 0)
    return { body: fc.constant<unknown>(undefined), type: fc.constant(undefined) };
  return {
    body: fc.oneof(...operation.bodies.map((body) => bodyFor(operation, body, document, plain))),
    type: fc.constantFrom(...operation.bodies.map(({ type }) => type)),
  };
}

/** What an example says, or the plain request, with some of its members changed. */
function bodyFor(
  operation: ApiOperation,
  { type, schema, examples }: ApiBody,
  document: ApiDocument,
  plain: RequestParts,
): fc.Arbitrary<unknown> {
  const { properties = {} } = resolved(schema, document);
  const base = fc.constantFrom(plain.body, ...(type.includes('json') ? examples : []));
  const members = fc.subarray(Object.keys(properties), {
    maxLength: Math.min(MOST_CHANGED, Object.keys(properties).length),
  });
  const changes = members.chain((names) =>
    fc.record(
      Object.fromEntries(
        names.map((name) => {
          const bySchema = valuesOf(properties[name] ?? {}, document);
          return [name, type.includes('json') ? bySchema : textsFor(operation, name, bySchema)];
        }),
      ),
    ),
  );
  return fc.tuple(base, changes).map(([whole, changed]) => ({ ...(whole as object), ...changed }));
}

const BROKEN_CREDENTIALS: readonly (string | undefined)[] = [
  undefined,
  'Basic',
  'Basic %%%',
  'Basic Og==',
  'Basic /////w==',
  `Basic ${btoa('__proto__:x')}`,
  `Basic ${btoa('%zz:%')}`,
  `Basic ${btoa(`${'a'.repeat(3000)}:b`)}`,
  'Basic {{party.basic}} {{party.basic}}',
  'Basic {{party.basic}}, Bearer {{tokens.access_token}}',
  'Bearer',
  'Bearer ..',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Bearer {{tokens.access_token}}x',
  'Bearer {{tokens.id_token}}',
  'Bearer {{tokens.refresh_token}}',
  'bearer {{administrator.token}}',
  'DPoP {{tokens.access_token}}',
  'Digest username="x"',
  '\u00ff',
];
