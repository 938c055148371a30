import { OAuthError } from './oauth-error.js';

/** OpenID Connect Core 1.0 §3.1.2.1; `create`: Initiating User Registration via OpenID Connect 1.0 §4.1. */
export const PROMPTS = ['none', 'login', 'consent', 'select_account', 'create'] as const;

export type Prompt = (typeof PROMPTS)[number];

/** What a provider offers: `prompt_values_supported`. Initiating User Registration via OpenID Connect 1.0 §4.2 */
export function offeredPrompts({ signUp }: { readonly signUp: boolean }): readonly Prompt[] {
  return PROMPTS.filter((prompt) => prompt !== 'create' || signUp);
}

/** These ask for what no other value can be met beside. */
const ALONE = [
  ['none', 'OpenID Connect Core 1.0 §3.1.2.1'],
  ['create', 'Initiating User Registration via OpenID Connect 1.0 §4.1'],
] as const satisfies readonly (readonly [Prompt, string])[];

/** @throws OAuthError invalid_request for a value that isn't offered, and for `none` or `create` beside another */
export function parsePrompt(value: string | undefined, offered: readonly Prompt[]): ReadonlySet<Prompt> {
  const texts = (value ?? '').split(' ').filter((one) => one !== '');
  const prompts = new Set(texts.map((text) => promptOf(text, offered)));
  for (const [prompt, rule] of ALONE) {
    if (!prompts.has(prompt) || prompts.size === 1) continue;
    throw new OAuthError('invalid_request', `prompt=${prompt} excludes every other value`, { rule });
  }
  return prompts;
}

function promptOf(text: string, offered: readonly Prompt[]): Prompt {
  const prompt = PROMPTS.find((known) => known === text);
  if (prompt === undefined) throw new OAuthError('invalid_request', 'prompt holds an unknown value');
  if (offered.includes(prompt)) return prompt;
  throw new OAuthError('invalid_request', `prompt=${prompt} is not offered here`, {
    rule: 'prompt_values_supported',
  });
}
