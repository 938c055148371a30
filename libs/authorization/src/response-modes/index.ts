import type { ResponseMode } from '#libs/protocol';
import type { AuthorizationResponse } from '../response/authorization-response.js';
import { formPost } from './form-post.js';
import { fragment } from './fragment.js';
import { query } from './query.js';
import type { Delivery, ResponseDelivery } from './response-delivery.js';

/** Every response mode that is served; a new one is its file and its line here. */
export const RESPONSE_DELIVERIES: Readonly<Record<ResponseMode, ResponseDelivery>> = {
  query,
  fragment,
  form_post: formPost,
};

export function deliver(response: AuthorizationResponse): Delivery {
  return RESPONSE_DELIVERIES[response.response_mode](response);
}
