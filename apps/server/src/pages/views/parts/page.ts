import { type Content, html } from '../../html/html.js';
import { STYLESHEET } from '../../styles/stylesheet.js';
import type { PageContext } from '../models/page.js';
import { GLYPH, ICON_URI } from './glyph.js';

export interface PageFrame {
  readonly title: string;
  /** Said first in the title, so that a screen reader says it first: the form was not taken. */
  readonly failed?: boolean;
  readonly width?: 'narrow' | 'wide';
  /** More for `<head>`. */
  readonly head?: Content;
}

/** One whole document around a page's content. */
export function page(view: PageContext, frame: PageFrame, content: Content): string {
  const { messages, base, productName } = view;
  const title = frame.failed ? `${messages.layout.error}: ${frame.title}` : frame.title;
  return String(html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<title>${title} · ${productName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="${ICON_URI}">
<link rel="stylesheet" href="${base}${STYLESHEET.path}">${frame.head}
</head>
<body>
<header class="brand">${GLYPH}<span>${productName}</span></header>
<main class="card${frame.width === 'wide' && ' wide'}">
${content}
</main>
<div class="steps"></div><div class="steps"></div>
</body>
</html>
`);
}
