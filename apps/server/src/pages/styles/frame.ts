/** The page, its wordmark, and the card that stands on two steps, as a portico does. */
export const frame = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  align-items: center;
  padding: clamp(1.25rem, 7vh, 5rem) 1rem 4rem;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.5 var(--sans);
  overflow-wrap: anywhere;
}
h1, h2, p, ul, dl, dd { margin: 0; }
ul { padding: 0; list-style: none; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.012em; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.35; font-weight: 650; }
p { text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: .12em; }
code { font: .9em/1.45 var(--mono); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
.brand {
  display: flex;
  align-items: center;
  gap: .55rem;
  margin-bottom: 1.5rem;
  font-weight: 600;
  font-size: 1.0625rem;
  letter-spacing: .005em;
}
.brand svg { width: 1.75rem; height: 1.75rem; color: var(--accent); }
.card {
  width: 100%;
  max-width: 26.5rem;
  padding: clamp(1.5rem, 5vw, 2.25rem);
  display: grid;
  gap: 1.5rem;
  grid-template-columns: minmax(0, 1fr);
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: .875rem .875rem .25rem .25rem;
  box-shadow: var(--shadow);
}
.steps { width: calc(100% + .75rem); max-width: calc(26.5rem + .75rem); height: .4375rem; background: var(--surface); border: 1px solid var(--line); border-radius: .1875rem; }
.steps + .steps { width: calc(100% + 1.5rem); max-width: calc(26.5rem + 1.5rem); margin-top: -1px; }
.card + .steps { margin-top: -1px; }
.card.wide + .steps { max-width: calc(44rem + .75rem); }
.card.wide + .steps + .steps { max-width: calc(44rem + 1.5rem); }
.wide { max-width: 44rem; }
.lead { display: grid; gap: .5rem; justify-items: start; }
.lead .face { margin-bottom: .625rem; }
.muted { color: var(--muted); }
.small { font-size: .9375rem; }
.links { display: flex; flex-wrap: wrap; gap: 0 1.125rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .875rem; }
.links a { padding: .25rem 0; color: var(--muted); }
.links a:hover { color: var(--text); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
