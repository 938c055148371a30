import { OAuthError } from './oauth-error.js';

const MOST_RESOURCES = 10;

/**
 * The `resource` parameters of a request, each once: absolute URIs without a fragment. RFC 8707 §2
 * @throws OAuthError invalid_target
 */
export function parseResources(values: readonly string[]): readonly string[] {
  if (values.length > MOST_RESOURCES) {
    throw new OAuthError('invalid_target', `more than ${MOST_RESOURCES} resources`);
  }
  if (!values.every((value) => URL.canParse(value) && !value.includes('#'))) {
    throw new OAuthError('invalid_target', 'resource must be an absolute URI without a fragment', {
      rule: 'RFC 8707 §2',
    });
  }
  return [...new Set(values)];
}
