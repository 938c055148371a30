/** What the OpenAPI document says of one member of a body. */
export interface MemberSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly items?: MemberSchema;
  readonly description?: string;
  readonly example?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, MemberSchema>>;
  readonly anyOf?: readonly { readonly $ref?: string; readonly type?: string }[];
}

export type ObjectSchema = Readonly<Record<string, MemberSchema>>;

/** How a member is edited. */
export type FieldKind = 'text' | 'choice' | 'flag' | 'number' | 'list' | 'choices' | 'json';

export function kindOf({ type, enum: choices, items }: MemberSchema): FieldKind {
  const types = typeof type === 'string' ? [type] : (type ?? ['object']);
  if (types.includes('array')) return items?.enum ? 'choices' : items?.type === 'object' ? 'json' : 'list';
  if (choices) return 'choice';
  if (types.includes('boolean')) return 'flag';
  if (types.includes('integer') || types.includes('number')) return 'number';
  return types.includes('object') ? 'json' : 'text';
}

/** Whether null is a value of it: usually, as the profile or the default says. */
export function isNullable({ type, anyOf }: MemberSchema): boolean {
  return (Array.isArray(type) && type.includes('null')) || (anyOf ?? []).some((one) => one.type === 'null');
}
