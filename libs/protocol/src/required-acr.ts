import type { ClaimsRequest } from './claims.js';

/**
 * The `acr` values of which the sign-in must reach one, when the client asks for that: `acr` as an essential claim of the ID
 * token, with values. Everything else (`acr_values`, a voluntary claim) is a wish. OpenID Connect Core 1.0 §5.5.1.1
 */
export function requiredAcr({ id_token }: ClaimsRequest): ReadonlySet<string> | undefined {
  const asked = id_token?.['acr'];
  if (!asked?.essential) return undefined;
  const values = [...(asked.value === undefined ? [] : [asked.value]), ...(asked.values ?? [])];
  if (values.length === 0) return undefined;
  return new Set(values.filter((value) => typeof value === 'string'));
}
