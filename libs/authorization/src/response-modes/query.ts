import { encodeFields, type ResponseDelivery } from './response-delivery.js';

/** In the query; what the registered URI has there stays, byte for byte. RFC 6749 §4.1.2 */
export const query: ResponseDelivery = ({ redirect_uri, fields }) => {
  const { value } = redirect_uri;
  const separator = !value.includes('?') ? '?' : /[?&]$/.test(value) ? '' : '&';
  return { location: value + separator + encodeFields(fields) };
};
