import { OAuthError } from '#libs/protocol';

/** A form that no page of Portico sent. */
export class CrossSiteError extends OAuthError {
  constructor() {
    super('invalid_request', 'the form was not sent by a page of this service', { rule: 'same_origin' });
  }
}
