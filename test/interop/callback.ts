import { formWith, type TestBrowser } from '../support/browser.js';
import { ADMIN } from '../support/portico.js';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/**
 * Takes the person's browser to the authorization endpoint, and returns what then reaches the client's server at its
 * redirect_uri, as its library is given it.
 */
export async function callback(browser: TestBrowser, url: URL, mode: ResponseMode): Promise<URL | Request> {
  const page = await browser.open(url.href);
  const signedIn = page.text.includes('id="sign-in-submit"') ? await browser.signIn(page, ADMIN) : page;
  if (mode === 'form_post') {
    const { action, fields } = formWith(signedIn.text, 'posting-submit');
    return new Request(action, { method: 'POST', body: new URLSearchParams(fields) });
  }
  if (signedIn.location === undefined) throw new Error(`no way back to the client:\n${signedIn.text}`);
  const back = new URL(signedIn.location);
  if (mode === 'query') return back;
  // The client's page hands the fragment to its server.
  return Object.assign(new URL(back), { search: back.hash.slice(1), hash: '' });
}
