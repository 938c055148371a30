import { raw } from '../../html/html.js';

const SHAPES =
  '<path d="M16 3 2.5 10.2v2.6h27v-2.6zM5 15.4h3.6v9H5zm9.2 0h3.6v9h-3.6zm9.2 0H27v9h-3.6zM2.5 26.6h27V29h-27z"/>';

/** The portico: a pediment, three columns, a step. Takes the colour of the text around it. */
export const GLYPH = raw(
  `<svg viewBox="0 0 32 32" fill="currentColor" aria-hidden="true" focusable="false">${SHAPES}</svg>`,
);

/** The same for the browser's tab, which has no text around it: a blue that shows on light and on dark. */
export const ICON_URI = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="#3b82c4">${SHAPES}</svg>`,
)}`;

export const TICK = raw(
  '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="m4.5 10.5 3.6 3.6 7.4-8"/></svg>',
);
