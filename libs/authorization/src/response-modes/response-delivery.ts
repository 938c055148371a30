import type { AuthorizationResponse } from '../response/authorization-response.js';

/** How a browser is made to carry the answer: by going to a URL, or by posting a form. */
export type Delivery =
  | { readonly location: string }
  | { readonly action: string; readonly fields: AuthorizationResponse['fields'] };

/** One `response_mode`. */
export type ResponseDelivery = (response: AuthorizationResponse) => Delivery;

/** Form-urlencoded. */
export function encodeFields(fields: AuthorizationResponse['fields']): string {
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
}
