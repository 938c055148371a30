import fc from 'fast-check';
import { type ApiDocument, resolved, type Schema } from './api-operations.js';
import { hostileJson } from './hostile-values.js';

/** How many members that may be left out are sent at most: a request with all of them is always refused for one. */
const MOST_OPTIONAL = 4;
const DEEPEST = 5;

const BY_FORMAT: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uri: fc.constantFrom(
    'https://photos.example/callback',
    'https://a.example',
    'http://localhost:8000/',
    'x.y:/z',
  ),
  email: fc.integer({ min: 0, max: 999_999 }).map((n) => `fuzz-${n}@example.com`),
  password: fc.constantFrom('seven green herons', 'password', 'a'.repeat(1024)),
};

/** Values that follow the schema, but for one in ten. */
export function valuesOf(schema: Schema, document: ApiDocument, depth = 0): fc.Arbitrary<unknown> {
  if (depth > DEEPEST) return fc.constant(null);
  return fc.oneof(
    { weight: 9, arbitrary: fitting(resolved(schema, document), document, depth) },
    { weight: 1, arbitrary: hostileJson },
  );
}

function fitting(schema: Schema, document: ApiDocument, depth: number): fc.Arbitrary<unknown> {
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (alternatives) return fc.oneof(...alternatives.map((one) => valuesOf(one, document, depth + 1)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? []].flat().map((type) => ofType(type, schema, document, depth));
  if (types.length === 0) return hostileJson;
  const example = schema.example === undefined ? [] : [fc.constant(schema.example)];
  return fc.oneof(...types, ...example);
}

function ofType(type: string, schema: Schema, document: ApiDocument, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum, max: schema.maximum });
    case 'number':
      return fc.oneof(fc.integer({ min: schema.minimum, max: schema.maximum }), fc.double({ noNaN: true }));
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, document, depth + 1), { maxLength: 4 });
    case 'object':
      return objects(schema, document, depth);
    default:
      return texts(schema);
  }
}

function texts({ format = '', minLength = 0, maxLength = 300 }: Schema): fc.Arbitrary<string> {
  const plain = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40), unit: 'grapheme' });
  const longest = fc.constant('x'.repeat(maxLength));
  return fc.oneof({ weight: 5, arbitrary: BY_FORMAT[format] ?? plain }, { weight: 1, arbitrary: longest });
}

function objects(schema: Schema, document: ApiDocument, depth: number): fc.Arbitrary<unknown> {
  const { properties, required = [] } = schema;
  if (!properties) return fc.dictionary(fc.string(), hostileJson, { maxKeys: 3 });
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return fc
    .subarray(optional, { maxLength: Math.min(MOST_OPTIONAL, optional.length) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...required, ...chosen].map((name) => [
            name,
            valuesOf(properties[name] ?? {}, document, depth + 1),
          ]),
        ),
      ),
    );
}
