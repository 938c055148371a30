import { CONSOLE_PATH, CONSOLE_URL } from '../place';
import { userManager } from './user-manager';

const below = (path: string) => `${CONSOLE_PATH}${path}`;

/** In the hidden frame that renews the token: hands the answer to the window that waits for it. */
export const isRenewalFrame = () => window.location.pathname === below('/renewed');

/**
 * Takes what the authorization endpoint answered, when this is where it answers, and goes on to where one was.
 * @throws the error that Portico answered
 */
export async function returnFromSignIn(): Promise<void> {
  if (window.location.pathname !== below('/signed-in')) return;
  const user = await userManager.signinCallback();
  const to = typeof user?.state === 'string' && isOurs(user.state) ? user.state : `${CONSOLE_PATH}/`;
  window.history.replaceState(null, '', to);
}

/** Only to a page of the console, whatever the state holds. */
function isOurs(path: string): boolean {
  const url = new URL(path, CONSOLE_URL);
  return url.origin === CONSOLE_URL.origin && url.pathname.startsWith(CONSOLE_PATH);
}
