import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: Record<string, { readonly examples?: Record<string, { readonly value: unknown }> }>;
  };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: Json }> }>;
}

interface ObjectSchema extends Json {
  readonly properties?: Record<string, Json>;
  readonly required?: readonly string[];
}

/** What of an OpenAPI document the checks read. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, ObjectSchema> };
}

/** What of an answer is held against the document. */
export interface DocumentedAnswer {
  readonly status: number;
  /** The media type, without its parameters. */
  readonly type: string | undefined;
  readonly text: string;
}

/** Holds answers against the document: their status, their media type, and every member that they have. */
export class DocumentedResponses {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new Map<Json, ValidateFunction>();
  /** The `operationId`s that were answered by success. */
  readonly succeeded = new Set<string>();

  private constructor(readonly document: OpenApiDocument) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'document', ...closed(document) });
  }

  static async of(url: string): Promise<DocumentedResponses> {
    return new DocumentedResponses((await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument);
  }

  /** @throws Error that says what is not as documented */
  async check(method: string, url: string, response: Response): Promise<void> {
    const found = this.operation(method, url);
    if (!found) throw new Error(`${method} ${url} is not in the document`);
    const type = response.headers.get('content-type')?.split(';', 1)[0];
    const text = await response.clone().text();
    this.checkAnswer(found.operationId, { status: response.status, type, text });
  }

  /** @throws Error that says what of this answer to that operation is not as documented */
  checkAnswer(operationId: string, { status, type, text }: DocumentedAnswer): void {
    const name = `${operationId} ${status}`;
    const documented = this.byId(operationId).responses[status];
    if (!documented) throw new Error(`${name} is not documented`);
    if (status < 400) this.succeeded.add(operationId);
    if (documented.content === undefined && text !== '') throw new Error(`${name} has a body`);
    if (documented.content === undefined) return;
    const schema = type === undefined ? undefined : documented.content[type]?.schema;
    if (!schema) throw new Error(`${name} is not documented as ${type}`);
    const validate = this.validator(schema);
    if (!validate(type?.endsWith('json') ? JSON.parse(text) : text))
      throw new Error(`${name}: ${this.ajv.errorsText(validate.errors)}\n${text}`);
  }

  private byId(operationId: string): Operation {
    const all = Object.values(this.document.paths).flatMap((methods) => Object.values(methods));
    const found = all.find((operation) => operation.operationId === operationId);
    if (!found) throw new Error(`${operationId} is not in the document`);
    return found;
  }

  private operation(method: string, url: string): Operation | undefined {
    const [server] = this.document.servers;
    const path = url.slice(server?.url.length).split('?', 1)[0] ?? '';
    const fits = (template: string) =>
      new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path);
    const template = Object.keys(this.document.paths).find(fits);
    return template === undefined ? undefined : this.document.paths[template]?.[method.toLowerCase()];
  }

  private validator(schema: Json): ValidateFunction {
    const known = this.validators.get(schema);
    if (known) return known;
    const made = this.ajv.compile(atDocument(schema) as Json);
    this.validators.set(schema, made);
    return made;
  }
}

/** Members that aren't described are faults too, so every schema that lists its members is closed. */
function closed(document: OpenApiDocument): Json {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [
    name,
    'properties' in schema && !('additionalProperties' in schema)
      ? { ...schema, additionalProperties: false }
      : schema,
  ]);
  return { components: { schemas: Object.fromEntries(schemas) } };
}

/** The schema with its references into the document. */
function atDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(atDocument);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string' ? [key, `document${member}`] : [key, atDocument(member)],
    ),
  );
}
