/**
 * Whether metadata, as it was sent and not checked yet, names one of Portico's own administrative scopes. What isn't
 * text is refused later, by `libs/clients`.
 */
export function namesAdministrativeScope(sent: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return false;
  const { scope, default_scope }: { scope?: unknown; default_scope?: unknown } = sent;
  return [scope, default_scope].some(
    (text) => typeof text === 'string' && text.split(' ').some((value) => value.startsWith('admin:')),
  );
}
