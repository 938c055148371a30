import type { Explanation } from '../explain.js';
import type { Tokens } from '../relying-party.js';
import { renderClaims, renderTime } from './claims.js';
import { type Html, html } from './html.js';
import { layout } from './layout.js';
import { renderSaid } from './problem.page.js';

type Claims = Readonly<Record<string, unknown>>;

export interface PersonPage {
  readonly tokens: Tokens;
  readonly refreshes: number;
  /** What userinfo answered. */
  readonly userinfo?: Claims;
  /** Why it didn't. */
  readonly failed?: Explanation;
  readonly news: string | undefined;
}

/** Who am I? */
export function renderPerson({ tokens, refreshes, userinfo, failed, news }: PersonPage): string {
  const person = userinfo ?? tokens.claims;
  const name = nameOf(person);
  const content = html`${renderGreeting(name, person.email)}
${news !== undefined && html`<p class="notice good" role="status">${news}</p>`}
${failed && renderFailure(failed)}
<div class="actions">
${tokens.refresh_token !== undefined && html`<form method="post" action="/refresh"><button class="primary" id="refresh">Refresh the tokens</button></form>`}
${failed && html`<a class="button" id="sign-in" href="/sign-in">Sign in again</a>`}
<form method="post" action="/sign-out"><button id="sign-out">Sign out</button></form>
</div>
${userinfo && section('userinfo', 'What Portico says about you now', html`Asked a moment ago from <code>/oauth2/userinfo</code> with the access token.`, renderClaims(userinfo))}
${section('id-token', 'What the ID token says', html`Portico signed it for this application, and the signature was checked.`, renderClaims(tokens.claims))}
${section('tokens', 'What the demo holds', html`The tokens stay on its side; the browser never sees them.`, renderTokens(tokens, refreshes))}`;
  return layout({ title: name ?? 'Signed in', content, width: 'wide' });
}

function renderGreeting(name: string | undefined, email: unknown): Html {
  return html`<div class="person">
<span class="face" aria-hidden="true">${[...(name ?? '✓')][0]?.toUpperCase()}</span>
<div><h1>${name === undefined ? 'You are signed in' : `Hello, ${name}`}</h1>
${typeof email === 'string' && email !== name && html`<p class="muted">${email}</p>`}</div>
</div>`;
}

function section(id: string, title: string, lead: Html, content: Html): Html {
  return html`<section class="section" id="${id}" aria-labelledby="${id}-title">
<div><h2 id="${id}-title">${title}</h2><p class="small muted">${lead}</p></div>
${content}
</section>`;
}

function renderFailure(failed: Explanation): Html {
  return html`<div class="notice bad" role="alert"><h2>${failed.title}</h2><p>${failed.todo}</p>${renderSaid(failed)}</div>`;
}

function renderTokens({ scope, expires_at, refresh_token }: Tokens, refreshes: number): Html {
  return html`<dl class="claims">
<div><dt>scope</dt><dd>${scope.split(' ').join(', ')}</dd></div>
<div><dt>access token</dt><dd>${expires_at === undefined ? 'held' : html`good until ${renderTime(expires_at)}`}</dd></div>
<div><dt>refresh token</dt><dd>${refresh_token === undefined ? 'none' : 'held'}</dd></div>
<div><dt>refreshed</dt><dd id="refreshes">${TIMES[refreshes] ?? `${refreshes} times`}</dd></div>
</dl>`;
}

const TIMES = ['not yet', 'once', 'twice'];

/** The first name that there is. */
function nameOf(person: Claims): string | undefined {
  const names = [person.name, person.given_name, person.preferred_username, person.email];
  return names.find((name): name is string => typeof name === 'string' && name !== '');
}
