import { encodeFields, type ResponseDelivery } from './response-delivery.js';

/** Behind the `#`; a registered URI has none. OAuth 2.0 Multiple Response Type Encoding Practices §2.1 */
export const fragment: ResponseDelivery = ({ redirect_uri, fields }) => ({
  location: `${redirect_uri.value}#${encodeFields(fields)}`,
});
