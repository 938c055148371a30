import type { Explanation } from '../explain.js';
import { type Html, html } from './html.js';
import { layout } from './layout.js';

/** Something went wrong: in plain words, and with what to do. */
export function renderProblem(explanation: Explanation): string {
  const { title, todo } = explanation;
  const content = html`<div class="lead" role="alert"><h1>${title}</h1><p>${todo}</p></div>
${renderSaid(explanation)}
<div class="actions">
<a class="button primary" id="sign-in" href="/sign-in">Sign in</a><a class="button" href="/">To the start</a>
</div>`;
  return layout({ title, content });
}

/** The provider's own words, for the developer. */
export function renderSaid({ said, more_uri, reference }: Explanation): Html | undefined {
  if (said === undefined) return undefined;
  return html`<p class="said small muted">Portico said: <code>${said}</code>
${more_uri !== undefined && html`<br><a href="${more_uri}">More about it</a>`}
${reference !== undefined && html`<br>An administrator can look it up: <code>${reference}</code>`}</p>`;
}

export interface WaitingPage {
  readonly issuer: string;
  readonly reachability: 'unreachable' | 'unexpected';
}

/** Portico isn't up yet. The page looks again by itself. */
export function renderWaiting({ issuer, reachability }: WaitingPage): string {
  const what =
    reachability === 'unreachable'
      ? html`Nothing answers at <code>${issuer}</code> yet. Start Portico in another terminal with <code>npm start</code>.`
      : html`Something answers at <code>${issuer}</code>, but not as the Portico that this demo was registered with. Is
another program using that port, or does Portico have another <code>PORTICO_ISSUER</code> now? Then stop the demo and
run <code>npm run demo</code> again.`;
  const content = html`<div class="lead" role="status"><h1>Waiting for Portico</h1><p>${what}</p></div>
<p class="small muted">This page looks again every two seconds.</p>`;
  return layout({ title: 'Waiting for Portico', content, reload_after: 2 });
}
