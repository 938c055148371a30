/** A refusal's reference as `error_uri` carries it: a name, not an address; only an administrator can look it up. */
export function referenceUri(reference: string): string {
  return `urn:portico:refusal:${reference}`;
}
