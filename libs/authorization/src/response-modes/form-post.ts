import type { ResponseDelivery } from './response-delivery.js';

/** By a form that posts itself. OAuth 2.0 Form Post Response Mode §2 */
export const formPost: ResponseDelivery = ({ redirect_uri, fields }) => ({
  action: redirect_uri.value,
  fields,
});
