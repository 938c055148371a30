import { type Content, html } from './html.js';

export interface Page {
  readonly title: string;
  readonly content: Content;
  readonly width?: 'wide';
  /** Loads the page again after so many seconds; works without script. */
  readonly reload_after?: number;
}

/** The frame of every page. */
export function layout({ title, content, width, reload_after }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${reload_after !== undefined && html`<meta http-equiv="refresh" content="${reload_after}">`}
<title>${title} · Portico demo</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo.css">
</head>
<body>
<header class="brand"><img src="/icon.svg" alt="" width="28" height="28"><a href="/">Portico demo</a></header>
<main class="card${width === 'wide' && ' wide'}">
${content}
</main>
</body>
</html>
`.toString();
}

/** A person at an open door: an application, in the colours of Portico. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">
<style>path,circle{fill:none;stroke:#1b5a97;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
@media (prefers-color-scheme:dark){path,circle{stroke:#8fc1f2}}</style>
<path d="M6 25V6a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v19M2.5 25h23"/>
<circle cx="14" cy="11.5" r="2.6"/><path d="M9.5 20.5a4.5 4.5 0 0 1 9 0"/></svg>
`;
