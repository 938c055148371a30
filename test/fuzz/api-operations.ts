/** A JSON Schema, as far as the generator reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly example?: unknown;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface ApiBody {
  readonly type: string;
  readonly schema: Schema;
  readonly examples: readonly unknown[];
}

/** One method of one path of the document. */
export interface ApiOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly ApiParameter[];
  /** One for each media type that it takes. */
  readonly bodies: readonly ApiBody[];
  /** The name of its security scheme. */
  readonly security: string | undefined;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, DescribedBody>> };
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

interface DescribedBody {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** The paths and schemas of an OpenAPI document. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** Every operation of the document, none left out. */
export function operationsOf(document: ApiDocument): readonly ApiOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { operationId, parameters = [], requestBody, security } = described as DescribedOperation;
      const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema, examples = {} }]) => ({
        type,
        schema,
        examples: Object.values(examples).map(({ value }) => value),
      }));
      const [scheme] = (security ?? []).flatMap((requirement) => Object.keys(requirement));
      return { operationId, method: method.toUpperCase(), path, parameters, bodies, security: scheme };
    }),
  );
}

/** The schema itself, where it is a reference. */
export function resolved(schema: Schema, document: ApiDocument): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  return resolved((document.components.schemas[name] ?? {}) as Schema, document);
}
