import type { OpenAPIObject } from '@nestjs/swagger';

const REFERENCE = '#/components/schemas/';

/** Names schemas for those who read them: `Client`, not the class `ClientDto`. */
export function withPlainSchemaNames(document: OpenAPIObject): OpenAPIObject {
  const { schemas = {} } = document.components ?? {};
  const names = new Map(Object.keys(schemas).map((name) => [name, name.replace(/Dto$/, '')]));
  if (new Set(names.values()).size < names.size)
    throw new Error('two schemas have the same name without Dto');
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        if (key !== '$ref' || typeof member !== 'string') return [key, renamed(member)];
        const name = member.slice(REFERENCE.length);
        return [key, member.startsWith(REFERENCE) ? `${REFERENCE}${names.get(name) ?? name}` : member];
      }),
    );
  };
  const plain = Object.entries(schemas).map(([name, schema]) => [names.get(name), schema]);
  const components = { ...document.components, schemas: Object.fromEntries(plain) };
  return renamed({ ...document, components }) as OpenAPIObject;
}
