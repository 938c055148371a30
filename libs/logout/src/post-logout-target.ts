import type { Client } from '#libs/clients';
import { describeRedirectUriDifference, type MatchedRedirectUri, matchRedirectUri } from '#libs/protocol';
import { withParameters } from './with-parameters.js';

/** Where the browser may go after signing out: exactly registered, by a client that proved itself by its ID token. */
export interface PostLogoutTarget {
  readonly redirect_uri: MatchedRedirectUri;
  readonly state?: string;
}

/** RP-Initiated Logout 1.0 §3: `state` joins the query. */
export function locationOf({ redirect_uri: { value }, state }: PostLogoutTarget): string {
  return state === undefined ? value : withParameters(value, { state });
}

/** Why it may not go where it was asked to; for administrators. */
export interface RejectedTarget {
  readonly description: string;
  readonly rule: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

export type TargetVerdict =
  | { readonly matched: MatchedRedirectUri; readonly rejected?: undefined }
  | { readonly matched?: undefined; readonly rejected: RejectedTarget };

/**
 * An exact match, and nothing else; the port of a native client isn't free here, which is what `web` means.
 * OpenID Connect RP-Initiated Logout 1.0 §3
 *
 * @param client the one that an ID token of ours was issued to, if one was sent
 */
export function judgeTarget(redirect_uri: string, client: Client | undefined): TargetVerdict {
  if (!client) {
    return rejected(
      'post_logout_redirect_uri.id_token_hint',
      'it needs an id_token_hint issued to this client',
    );
  }
  if (client.status !== 'enabled') return rejected('client.enabled', 'this client is disabled');
  const { matched, facts } = matchRedirectUri(redirect_uri, client.post_logout_redirect_uris, 'web');
  if (matched) return { matched };
  const { free_if_native: _, ...noted } = facts;
  return rejected(
    'post_logout_redirect_uri.exact_match',
    'it is not one that is registered for this client',
    {
      ...noted,
      kind: noted.difference,
      difference: describeRedirectUriDifference(noted),
    },
  );
}

function rejected(rule: string, because: string, facts?: RejectedTarget['facts']): TargetVerdict {
  return { rejected: { rule, description: `post_logout_redirect_uri can’t be used: ${because}`, facts } };
}
