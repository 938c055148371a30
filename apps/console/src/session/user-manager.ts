import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { consoleUrl, ISSUER } from '../place';

/**
 * The console is an ordinary client: the code flow with PKCE (RFC 9700 §2.1). Its token lives in memory only, so that
 * nothing that is left in the browser opens the admin API; after a reload, Portico's session gives another one.
 */
export const userManager = new UserManager({
  authority: ISSUER,
  client_id: 'portico-console',
  redirect_uri: consoleUrl('/signed-in'),
  silent_redirect_uri: consoleUrl('/renewed'),
  post_logout_redirect_uri: consoleUrl(''),
  scope: 'openid profile email admin:read admin:write',
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'portico.' }),
  automaticSilentRenew: true,
  monitorSession: false,
});

/** Leaves for the sign-in page, and comes back to where one was. */
export async function signIn(): Promise<never> {
  const { pathname, search } = window.location;
  await userManager.signinRedirect({ state: pathname + search });
  return new Promise(() => undefined);
}

/** An access token that is good for a while; signs in anew when there is none. */
export async function accessToken(): Promise<string> {
  const user = await userManager.getUser();
  if (!user) return signIn();
  return user.expired ? renewed() : user.access_token;
}

async function renewed(): Promise<string> {
  const user = await userManager.signinSilent().catch(() => null);
  return user?.access_token ?? (await signIn());
}
