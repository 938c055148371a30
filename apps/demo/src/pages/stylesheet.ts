const colours = `
:root {
  color-scheme: light dark;
  --ground: #f4f2ee; --surface: #ffffff; --sunken: #f7f6f3;
  --text: #1c232c; --muted: #59616c; --line: #e0dcd4; --outline: #858b94;
  --accent: #1b5a97; --accent-strong: #14487b; --on-accent: #ffffff; --accent-soft: #e4edf6;
  --danger: #a9281f; --danger-soft: #fcecea; --good: #1f6a44; --good-soft: #e5f3ea;
  --shadow: 0 1px 2px rgb(28 35 44 / 5%), 0 12px 32px -12px rgb(28 35 44 / 18%);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --surface: #1b2129; --sunken: #222932;
    --text: #e9ecf0; --muted: #a5aebb; --line: #323b47; --outline: #768292;
    --accent: #8fc1f2; --accent-strong: #b1d5f8; --on-accent: #0d2138; --accent-soft: #233649;
    --danger: #ffa198; --danger-soft: #3b2222; --good: #8ed6ab; --good-soft: #1d3328;
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 16px 40px -16px rgb(0 0 0 / 60%);
  }
}
`;

const frame = `
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center;
  padding: clamp(1.25rem, 7vh, 5rem) 1rem 4rem;
  background: var(--ground); color: var(--text); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere;
}
h1, h2, p, dl, dd { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.012em; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.35; font-weight: 650; }
p { text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: .12em; }
code, pre { font: .9em/1.45 var(--mono); }
pre { margin: 0; white-space: pre-wrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
.brand { display: flex; align-items: center; gap: .55rem; margin-bottom: 1.5rem; font-size: 1.0625rem; font-weight: 600; }
.brand a { color: inherit; text-decoration: none; }
.card {
  position: relative; width: 100%; max-width: 26.5rem; padding: clamp(1.5rem, 5vw, 2.25rem);
  display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr);
  background: var(--surface); border: 1px solid var(--line); border-radius: .875rem .875rem .25rem .25rem; box-shadow: var(--shadow);
}
.card::before, .card::after {
  content: ""; position: absolute; top: calc(100% + 1px); left: -.375rem; right: -.375rem; height: .375rem;
  background: var(--surface); border: 1px solid var(--line); border-radius: .1875rem;
}
.card::after { left: -.75rem; right: -.75rem; top: calc(100% + .375rem); }
.wide { max-width: 46rem; }
.lead { display: grid; gap: .5rem; }
.muted { color: var(--muted); }
.small { font-size: .9375rem; }
`;

const parts = `
form { margin: 0; }
button, .button {
  min-height: 2.875rem; padding: .5rem 1.125rem;
  display: inline-flex; align-items: center; justify-content: center;
  font: inherit; font-weight: 600; line-height: 1.3; text-decoration: none;
  color: var(--accent); background: var(--surface);
  border: 1px solid var(--outline); border-radius: .625rem; cursor: pointer;
}
button:hover, .button:hover { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-strong); }
button:focus-visible, .button:focus-visible { border-radius: .625rem; }
.primary { color: var(--on-accent); background: var(--accent); border-color: transparent; }
.primary:hover { color: var(--on-accent); background: var(--accent-strong); border-color: transparent; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
.person { display: flex; align-items: center; gap: 1rem; }
.person > div { min-width: 0; }
.face {
  flex: none; display: grid; place-items: center; width: 3.25rem; height: 3.25rem; border-radius: 50%;
  font-size: 1.375rem; font-weight: 650; color: var(--accent-strong); background: var(--accent-soft);
}
.section { display: grid; gap: .75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.claims { border: 1px solid var(--line); border-radius: .625rem; background: var(--sunken); }
.claims > div {
  display: grid; grid-template-columns: minmax(7rem, 2fr) 5fr; gap: .125rem 1rem;
  padding: .5rem .875rem; border-top: 1px solid var(--line);
}
.claims > div:first-child { border-top: 0; }
.claims dt { color: var(--muted); font: .875rem/1.7 var(--mono); }
.claims small { display: block; color: var(--muted); font-size: .8125rem; }
.notice { display: grid; gap: .25rem; padding: .75rem .875rem; border: 1px solid currentColor; border-radius: .625rem; }
.notice h2 { font-size: 1rem; }
.bad { color: var(--danger); background: var(--danger-soft); }
.good { color: var(--good); background: var(--good-soft); }
.said { padding: .75rem .875rem; background: var(--sunken); border: 1px solid var(--line); border-radius: .625rem; }
@media (max-width: 30rem) { .claims > div { grid-template-columns: minmax(0, 1fr); } }
@media (forced-colors: active) { .primary, .face { border: 1px solid; } }
`;

/** Light and dark, in the visual spirit of Portico's own pages, so that the way there and back feels like one. */
export const STYLESHEET = [colours, frame, parts].join('');
