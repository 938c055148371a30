/** Fields, buttons, and what is said when something is not right. */
export const form = `
form { display: grid; gap: 1.125rem; grid-template-columns: minmax(0, 1fr); }
.field { display: grid; gap: .375rem; }
label { font-weight: 600; font-size: .9375rem; }
input {
  width: 100%;
  min-height: 2.875rem;
  padding: .5rem .75rem;
  font: inherit;
  color: inherit;
  background: var(--surface);
  border: 1px solid var(--outline);
  border-radius: var(--round);
  transition: border-color .12s, box-shadow .12s;
}
input:hover { border-color: var(--text); }
input:focus { border-color: var(--accent); outline: 3px solid var(--accent); outline-offset: -1px; border-radius: var(--round); }
input[readonly] { background: var(--sunken); border-color: var(--line); }
input[aria-invalid="true"] { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
.hint { color: var(--muted); font-size: .875rem; }
.wrong { color: var(--danger); font-size: .9375rem; font-weight: 550; }
button, .button {
  min-height: 2.875rem;
  padding: .5rem 1.125rem;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: .6rem;
  font: inherit;
  font-weight: 600;
  line-height: 1.3;
  text-align: center;
  text-decoration: none;
  color: var(--accent);
  background: var(--surface);
  border: 1px solid var(--outline);
  border-radius: var(--round);
  cursor: pointer;
  transition: background-color .12s, border-color .12s, color .12s;
}
button:hover, .button:hover { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-strong); }
button:focus-visible, .button:focus-visible { border-radius: var(--round); }
.primary { color: var(--on-accent); background: var(--accent); border-color: transparent; }
.primary:hover { color: var(--on-accent); background: var(--accent-strong); border-color: transparent; }
.quiet { min-height: 2.5rem; padding: .375rem .875rem; font-size: .9375rem; }
.text {
  min-height: 2rem;
  padding: .25rem 0;
  justify-self: start;
  font-size: .9375rem;
  font-weight: 400;
  text-decoration: underline;
  text-underline-offset: .18em;
  text-decoration-thickness: .06em;
  background: none;
  border: 0;
}
.text:hover { background: none; text-decoration-thickness: .12em; }
.choices { display: grid; gap: .75rem; }
.notice { padding: .75rem .875rem; border-radius: var(--round); border: 1px solid transparent; }
.notice h2 { margin-bottom: .375rem; font-size: 1rem; }
.notice ul { display: grid; gap: .375rem; font-size: .9375rem; }
.notice a { color: inherit; }
.bad { color: var(--danger); background: var(--danger-soft); border-color: currentColor; }
.good { color: var(--good); background: var(--good-soft); border-color: currentColor; }
`;
