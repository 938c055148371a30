import type { Refusal } from '#libs/audit';
import { sentence } from '../sentence.js';

/** What an administrator can do about a refusal by this rule. A rule that isn't here names its specification. */
const ADVICE: Readonly<Record<string, string>> = {
  'redirect_uri.exact_match':
    'A redirect_uri must be a registered one byte for byte: register this one too, or have the client send the ' +
    'registered one.',
  'post_logout_redirect_uri.exact_match':
    'A post_logout_redirect_uri must be a registered one byte for byte: register this one too, or have the client send ' +
    'the registered one.',
  'post_logout_redirect_uri.id_token_hint':
    'Have the application send the ID token that it got, as id_token_hint; an expired one will do.',
  'client.known': 'Compare the client_id that the application sends with those that are registered.',
  'client.enabled': 'The client is disabled; enable it if it should work.',
  'client.grant_types': 'Add the grant type to the client’s grant_types if it should use it.',
  'client.scope': 'Add what is missing to the client’s scope if it should have it.',
  'client.require_pkce':
    'The client must send a code_challenge (RFC 7636). Only if it can’t, set require_pkce to false for it.',
  'account.enabled': 'The person is disabled; enable them if they should be let in.',
  'access_policy.person':
    'Neither is the person unrestricted, nor does one of their access policies count here: the facts say why each doesn’t. ' +
    'Give them one that does, or change its conditions of entry.',
  'access_policy.client':
    'Neither is the client unrestricted, nor does one of its access policies count here: the facts say why each doesn’t. ' +
    'Give it one that does, or change its conditions of entry.',
  'account.exists': 'The person was deleted.',
  'client_authentication.secret':
    'The secret that the application has is none of the client’s valid ones. Rotate it if it was lost.',
  'client_authentication.none':
    'The client is public (token_endpoint_auth_method none), so it must send its client_id and nothing else.',
  'client_authentication.one_client': 'The request names two clients; the application must name one.',
  'client_assertion.not_registered':
    'No key of the client fits the assertion: compare its jwks or jwks_uri with the key that the application signs with.',
  'client_assertion.claims': 'The application must set the claims of its assertion as RFC 7523 §3 says.',
  'client_assertion.replayed': 'The application must make a new assertion, with a new jti, for each request.',
  same_origin: 'The form was sent by another site’s page, or by a browser that hides where it comes from.',
};

/** Why a request was refused, in sentences, from what the rule noted. */
export function explain({
  description,
  rule,
  facts,
}: Pick<Refusal, 'description' | 'rule' | 'facts'>): string {
  const difference = facts?.difference;
  return [
    description,
    typeof difference === 'string' ? difference.replace(/^differs/, 'What was sent differs') : undefined,
    rule === null ? undefined : adviceFor(rule),
  ]
    .filter((part) => part !== undefined)
    .map(sentence)
    .join(' ');
}

function adviceFor(rule: string): string {
  return Object.hasOwn(ADVICE, rule) ? `${ADVICE[rule]}` : `The rule is ${rule}`;
}
