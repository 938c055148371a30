/** The demo application itself: it has a server, so it keeps a secret. */
export const APPLICATION = 'portico-demo';
/** Its browser page. */
export const BROWSER_PAGE = 'portico-demo-browser';

/** What the demo can't do without; whatever else an administrator makes of its clients stays. */
export interface DemoClient {
  readonly client_id: string;
  readonly client_name: string;
  readonly required: Readonly<Record<string, string | readonly string[]>>;
}

/** @param origin the demo's own */
export function demoClients(origin: string): Readonly<Record<'application' | 'browserPage', DemoClient>> {
  return {
    application: {
      client_id: APPLICATION,
      client_name: 'Portico demo',
      required: {
        redirect_uris: [`${origin}/callback`],
        post_logout_redirect_uris: [`${origin}/signed-out`],
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid profile email offline_access',
        token_endpoint_auth_method: 'client_secret_basic',
      },
    },
    browserPage: {
      client_id: BROWSER_PAGE,
      client_name: 'Portico demo (browser page)',
      required: {
        redirect_uris: [`${origin}/browser.html`],
        grant_types: ['authorization_code'],
        scope: 'openid profile',
        token_endpoint_auth_method: 'none',
      },
    },
  };
}
