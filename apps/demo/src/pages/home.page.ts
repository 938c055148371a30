import { html } from './html.js';
import { layout } from './layout.js';

export interface HomePage {
  readonly origin: string;
  readonly issuer: string;
}

/** For somebody who isn't signed in. */
export function renderHome({ origin, issuer }: HomePage): string {
  const content = html`<div class="lead">
<h1>An application that doesn’t know you</h1>
<p class="muted">This is an application of its own, at <code>${origin}</code>. It has no passwords and no list of
people: Portico, at <code>${issuer}</code>, will tell it who you are.</p>
</div>
<div class="actions"><a class="button primary" id="sign-in" href="/sign-in">Sign in with Portico</a></div>
<p class="small muted">Use the account that you made at set-up.</p>
<section class="section" aria-labelledby="browser-page">
<h2 id="browser-page">Without a server</h2>
<p class="small"><a href="/browser.html">The same in a browser page</a>: a dozen lines of script, a public client and
PKCE. Its source is meant to be read.</p>
</section>`;
  return layout({ title: 'Welcome', content });
}

/** Where Portico sends the browser after the sign-out. */
export function renderSignedOut(): string {
  const content = html`<div class="lead">
<h1>You are signed out</h1>
<p class="muted">The demo has forgotten you, and Portico has ended your session there too.</p>
</div>
<div class="actions"><a class="button primary" id="sign-in" href="/sign-in">Sign in again</a></div>`;
  return layout({ title: 'Signed out', content });
}
