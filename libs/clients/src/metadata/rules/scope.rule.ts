import { isSubset, OAuthError, parseScope } from '#libs/protocol';
import { profileRules } from '../../rules/profiles.js';
import type { ClientMetadata } from '../client-metadata.js';
import { type Problem, problemOf } from '../problem.js';

/** RFC 6749 §3.3; the default scope is part of what the client may ask for. */
export function checkScope(metadata: ClientMetadata): Problem[] {
  const problems = [
    ...problemOf('scope', grammarProblem(metadata.scope)),
    ...problemOf('default_scope', grammarProblem(metadata.default_scope)),
  ];
  if (problems.length > 0 || metadata.default_scope === null) return problems;
  const allowed = metadata.scope ?? profileRules(metadata).scope;
  const contained = isSubset(parseScope(metadata.default_scope), parseScope(allowed));
  return problemOf('default_scope', contained ? undefined : 'must hold only values of scope');
}

function grammarProblem(scope: string | null): string | undefined {
  try {
    parseScope(scope ?? undefined);
    return undefined;
  } catch (error) {
    if (error instanceof OAuthError) return 'must be scope values separated by single spaces (RFC 6749 §3.3)';
    throw error;
  }
}
