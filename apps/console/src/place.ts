/** Where the console is: the server puts the page's `base` there, with a slash at its end. */
export const CONSOLE_URL = new URL('.', document.baseURI);

/** The path of the console, without the slash: the base of its own addresses. */
export const CONSOLE_PATH = CONSOLE_URL.pathname.replace(/\/$/, '');

/** Portico's issuer, which the console lives below; without a slash at its end. */
export const ISSUER = new URL('..', CONSOLE_URL).href.replace(/\/$/, '');

/** The absolute address of one of the console's pages. */
export const consoleUrl = (path: string): string => `${CONSOLE_URL.href.replace(/\/$/, '')}${path}`;
