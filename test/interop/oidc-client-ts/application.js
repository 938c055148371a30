import { UserManager } from 'oidc-client-ts';

const { issuer, client_id, scope } = await (await fetch('/settings.json')).json();
const { origin, pathname } = location;

const manager = new UserManager({
  authority: issuer,
  client_id,
  redirect_uri: `${origin}/callback`,
  silent_redirect_uri: `${origin}/silent`,
  popup_redirect_uri: `${origin}/popup`,
  post_logout_redirect_uri: `${origin}/`,
  // With offline_access the page renews by a refresh token; without it, by a hidden frame.
  scope,
  loadUserInfo: true,
  revokeTokensOnSignout: true,
});

const show = (what) => {
  document.querySelector('#result').textContent = JSON.stringify(what);
};
const showPerson = (user) => show(user && { profile: user.profile, access_token: user.access_token });
const showError = (error) => show({ error: error.error ?? String(error) });

const actions = {
  'sign-in': () => manager.signinRedirect(),
  popup: () => manager.signinPopup().then(showPerson),
  renew: () => manager.signinSilent().then(showPerson),
  'sign-out': () => manager.signoutRedirect(),
};
for (const [id, act] of Object.entries(actions)) {
  document.querySelector(`#${id}`).addEventListener('click', () => act().catch(showError));
}

/** What came back from Portico: to the page, to its hidden frame, to its popup. */
const callbacks = {
  '/callback': () => manager.signinRedirectCallback().then(showPerson),
  '/silent': () => manager.signinSilentCallback(),
  '/popup': () => manager.signinPopupCallback(),
};
await (callbacks[pathname] ?? (() => manager.getUser().then(showPerson)))().catch(showError);
