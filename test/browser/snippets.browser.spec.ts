import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type WrittenSnippet, writeSnippet } from '../interop/snippet.js';
import { TestChromium } from '../support/chromium.js';
import { clickTo, signInOn } from '../support/page-steps.js';
import { createPerson, type TestPerson } from '../support/person.js';
import { startPortico, type TestPortico } from '../support/portico.js';

const interop = (path: string) => readFileSync(new URL(`../interop/${path}`, import.meta.url));

/** What somebody adds to the snippet: a page that says who is signed in. */
const PAGE = `<!doctype html>
<html lang="en">
  <title>Snippet</title>
  <button type="button" id="sign-out">Sign out</button>
  <pre id="result"></pre>
  <script type="importmap">
    { "imports": { "oidc-client-ts": "/oidc-client-ts.js", "jwt-decode": "/jwt-decode.js" } }
  </script>
  <script type="module">
    import { signedIn, signOut } from '/portico.js';
    document.querySelector('#sign-out').addEventListener('click', signOut);
    const show = (what) => { document.querySelector('#result').textContent = JSON.stringify(what); };
    if (location.pathname === '/signed-out') show('Signed out');
    else await signedIn().then(({ profile }) => show(profile), (error) => show({ error: String(error) }));
  </script>
</html>`;

let chromium: TestChromium;
let portico: TestPortico;
beforeAll(async () => {
  portico = await startPortico();
  chromium = await TestChromium.launch();
});
afterAll(async () => {
  await chromium?.close();
  await portico?.close();
});

describe.each(['/callback', '/', '/?tenant=1'])(
  'The snippet for oidc-client-ts in Chromium, with the redirect URI %s',
  (path) => {
    let site: Server;
    let origin: string;
    let snippet: WrittenSnippet;
    let person: TestPerson;
    let page: Page;
    beforeAll(async () => {
      site = createServer();
      await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
      origin = `http://localhost:${(site.address() as AddressInfo).port}`;
      snippet = await writeSnippet(portico, 'oidc-client-ts', {
        redirect_uris: [origin + path],
        post_logout_redirect_uris: [`${origin}/signed-out`],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
      });
      const scripts: Readonly<Record<string, Buffer>> = {
        '/portico.js': readFileSync(snippet.file),
        '/oidc-client-ts.js': interop('node_modules/oidc-client-ts/dist/esm/oidc-client-ts.js'),
        '/jwt-decode.js': interop('node_modules/jwt-decode/build/esm/index.js'),
      };
      site.on('request', (request, response) => {
        const script = scripts[new URL(request.url ?? '/', origin).pathname];
        response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
        response.end(script ?? PAGE);
      });
    });
    afterAll(async () => {
      snippet?.remove();
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
    });
    beforeEach(async () => {
      person = await createPerson(portico, { name: 'Ada Example' });
      ({ page } = await chromium.open());
    });
    afterEach(() => page.context().close());

    const signIn = async (button = '#consent-allow') => {
      await page.goto(origin);
      await signInOn(page, person, button);
      await clickTo(page, button, '#result:not(:empty)');
      return shown();
    };
    const shown = async () => {
      await page.waitForFunction(`document.querySelector('#result')?.textContent`);
      return JSON.parse((await page.textContent('#result')) ?? '');
    };

    it('signs the person in, keeps them signed in, and leaves no code in the address', async () => {
      const expected = { sub: person.account.sub, name: 'Ada Example', email: person.email };
      expect(await signIn()).toMatchObject(expected);
      expect(page.url()).toBe(`${origin}/`);
      await page.reload();
      expect(await shown()).toMatchObject(expected);
    });

    it('signs the person out, of Portico too', async () => {
      await signIn();
      await page.click('#sign-out');
      await page.waitForURL(`${origin}/signed-out`);
      await page.goto(origin);
      await page.waitForSelector('#sign-in-submit');
    });

    it('says so when the person refuses, instead of asking again and again', async () => {
      expect(await signIn('#consent-deny')).toEqual({ error: expect.stringContaining('the person said no') });
    });
  },
);
