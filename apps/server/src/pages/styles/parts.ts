/** Faces, lists, and what is there to be read or copied. */
export const parts = `
.face {
  flex: none;
  display: inline-grid;
  place-items: center;
  width: 3rem;
  height: 3rem;
  font-size: 1.25rem;
  font-weight: 650;
  line-height: 1;
  color: var(--accent-strong);
  background: var(--accent-soft);
  border-radius: .75rem;
  object-fit: contain;
}
img.face { padding: .25rem; background: #ffffff; border: 1px solid var(--line); }
.round { border-radius: 50%; width: 2.5rem; height: 2.5rem; font-size: 1.0625rem; }
.who {
  display: flex;
  align-items: center;
  gap: .75rem;
  padding: .625rem .75rem;
  background: var(--sunken);
  border: 1px solid var(--line);
  border-radius: var(--round);
}
.who > span:last-child, .entry > div { min-width: 0; display: grid; }
.scopes { display: grid; gap: .875rem; }
.scopes li { display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); gap: 0 .625rem; }
.scopes svg { width: 1.25rem; height: 1.25rem; margin-top: .125rem; color: var(--accent); }
.scopes .line { grid-column: 2; }
.line { display: block; color: var(--muted); font-size: .9375rem; }
.rules { display: grid; gap: .25rem; margin-top: .25rem; padding-left: 1.1rem; list-style: disc; color: var(--muted); font-size: .9375rem; }
.section { display: grid; gap: .875rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.entries > li { padding: .875rem 0; border-top: 1px solid var(--line); }
.entries > li:first-child { border-top: 0; padding-top: .25rem; }
.entries > li:last-child { padding-bottom: 0; }
.entry { display: flex; align-items: center; gap: .875rem; }
.entry > div { flex: 1; }
.badge {
  margin-left: .25rem;
  padding: .0625rem .5rem;
  font-size: .8125rem;
  font-weight: 600;
  color: var(--good);
  background: var(--good-soft);
  border-radius: 1rem;
}
.next { display: grid; }
.next li { padding: .75rem 0; border-top: 1px solid var(--line); }
.section .next li:first-child { border-top: 0; padding-top: 0; }
.next li:last-child { padding-bottom: 0; }
.facts { display: grid; gap: .875rem; padding: 1rem; background: var(--sunken); border: 1px solid var(--line); border-radius: var(--round); }
.facts dt { color: var(--muted); font-size: .875rem; }
.copy { user-select: all; -webkit-user-select: all; }
.address { display: block; margin-top: .375rem; font-size: .8125rem; }
.reference { font-size: 1.25rem; letter-spacing: .06em; }
@media (max-width: 26rem) {
  .entry { flex-wrap: wrap; }
  .entry > form { width: 100%; }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; animation: none !important; scroll-behavior: auto !important; }
}
@media (forced-colors: active) {
  .primary, .face { border: 1px solid; }
}
`;
