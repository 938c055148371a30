import type { Page } from 'playwright-core';

/*
 * What a test does on a page, and what it waits for before it goes on. A click returns while the page that it leads to
 * is still on its way: whatever is read then may be read from the old page, or between the two. So each step names what
 * only the page after it has.
 */

/** Waits until this is shown on a page that is loaded. */
export async function shown(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  await page.waitForLoadState();
}

/** Waits until an element that the selector finds says this. */
export const says = (page: Page, selector: string, text: string | RegExp): Promise<void> =>
  page.locator(selector, { hasText: text }).first().waitFor();

/** Clicks, and waits for `after`, which the page that is left doesn't have. */
export async function clickTo(page: Page, selector: string, after: string): Promise<void> {
  await page.click(selector);
  await shown(page, after);
}

/** Signs in on the page that asks for it, and waits for `after`, which that page doesn't have. */
export async function signInOn(
  page: Page,
  { email, password }: { readonly email: string; readonly password: string },
  after: string,
): Promise<void> {
  await page.fill('input[name=username]', email);
  await page.fill('input[name=password]', password);
  await clickTo(page, '#sign-in-submit', after);
}

/** Waits until whatever moves, or fades in, has done so. What never ends isn't waited for. */
export async function stands(page: Page): Promise<void> {
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
    .map((each) => each.finished)).then(() => undefined)`);
}
