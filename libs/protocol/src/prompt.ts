import { OAuthError } from './oauth-error.js';

/** OpenID Connect Core 1.0 §3.1.2.1; `create`: Initiating User Registration via OpenID Connect 1.0. */
export const PROMPTS = ['none', 'login', 'consent', 'select_account', 'create'] as const;

export type Prompt = (typeof PROMPTS)[number];

/** @throws OAuthError invalid_request for an unknown value, and for `none` beside another */
export function parsePrompt(value: string | undefined): ReadonlySet<Prompt> {
  const prompts = new Set(
    (value ?? '')
      .split(' ')
      .filter((one) => one !== '')
      .map(promptOf),
  );
  if (prompts.has('none') && prompts.size > 1) {
    throw new OAuthError('invalid_request', 'prompt=none excludes every other value', {
      rule: 'OpenID Connect Core 1.0 §3.1.2.1',
    });
  }
  return prompts;
}

function promptOf(text: string): Prompt {
  const prompt = PROMPTS.find((known) => known === text);
  if (prompt === undefined) throw new OAuthError('invalid_request', 'prompt holds an unknown value');
  return prompt;
}
