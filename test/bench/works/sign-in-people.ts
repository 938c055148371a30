import { TestBrowser } from '../../support/browser.js';
import { AuthorizationAttempt } from './code-flow.js';
import type { OidcSetup, Person, SignedInPerson } from './oidc-setup.js';

/** Signs everybody in by the provider's own pages, and lets them agree to both web clients. */
export async function signInPeople(
  setup: Omit<OidcSetup, 'people'>,
  people: readonly Person[],
): Promise<readonly SignedInPerson[]> {
  const signedIn: SignedInPerson[] = [];
  for (const person of people) {
    const browser = new TestBrowser(setup.issuer);
    for (const kind of ['web', 'offline'] as const) {
      await browser.authorize(new AuthorizationAttempt({ ...setup, people: [] }, kind).url, person);
    }
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    signedIn.push({ ...person, cookie });
  }
  return signedIn;
}
