/** One page or redirect, as the browser got it. */
export interface Visited {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  /** Absolute, of a redirect. */
  readonly location?: string;
}

/**
 * A browser without script: keeps cookies, sends what browsers send about where a form comes from, and follows the
 * redirects that stay at Portico.
 */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  /**
   * @param origin of Portico, as this browser's address bar has it
   * @param via where that is really served, when a proxy stands before it
   */
  constructor(
    private readonly origin: string,
    private readonly acceptLanguage = 'en',
    private readonly via = origin,
  ) {}

  /** One request, no redirect followed. */
  async request(url: string, init: RequestInit & { readonly crossSite?: boolean } = {}): Promise<Visited> {
    const headers = new Headers(init.headers);
    headers.set('accept-language', this.acceptLanguage);
    const sendsCookies = !(init.crossSite && init.method === 'POST');
    if (sendsCookies && this.cookies.size > 0) {
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    if (init.method === 'POST' && !headers.has('origin')) {
      headers.set('origin', init.crossSite ? 'https://elsewhere.example' : this.origin);
      headers.set('sec-fetch-site', init.crossSite ? 'cross-site' : 'same-origin');
    }
    const served = url.startsWith(this.origin) ? this.via + url.slice(this.origin.length) : url;
    const response = await fetch(served, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const location = response.headers.get('location');
    return {
      status: response.status,
      url,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? undefined : new URL(location, url).href,
    };
  }

  /** Goes there, and on while the redirects stay at Portico. */
  async open(url: string, init: RequestInit & { readonly crossSite?: boolean } = {}): Promise<Visited> {
    let visited = await this.request(url, init);
    for (let hops = 0; visited.location?.startsWith(`${this.origin}/`) && hops < 10; hops += 1) {
      visited = await this.request(visited.location);
    }
    return visited;
  }

  /** Submits the page's form that holds `button` (an id), with these fields filled in. */
  async submit(page: Visited, button: string, fields: Record<string, string> = {}): Promise<Visited> {
    const form = formWith(page.text, button);
    const body = new URLSearchParams({ ...form.fields, ...fields });
    return this.open(new URL(form.action, page.url).href, { method: 'POST', body });
  }

  /** Signs in at the page that is shown. */
  signIn(page: Visited, person: { readonly email: string; readonly password: string }): Promise<Visited> {
    return this.submit(page, 'sign-in-submit', { username: person.email, password: person.password });
  }

  /** The way to the client: signs in and agrees where it is asked to. Returns the redirect to the client. */
  async authorize(url: string, person: { readonly email: string; readonly password: string }): Promise<URL> {
    let page = await this.open(url);
    if (page.text.includes('id="sign-in-submit"')) page = await this.signIn(page, person);
    if (page.text.includes('id="consent-allow"')) page = await this.submit(page, 'consent-allow');
    if (!page.location)
      throw new Error(`no way back to the client: ${page.status} ${page.url}\n${page.text}`);
    return new URL(page.location);
  }

  protected keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const gone = attributes.some((attribute) => /^max-age=0$|^expires=thu, 01 jan 1970/i.test(attribute));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The form that a button belongs to: where it goes, and what it sends with that button. */
export function formWith(html: string, button: string): { action: string; fields: Record<string, string> } {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((each) => each.includes(`id="${button}"`));
  if (!form) throw new Error(`no form with #${button} in\n${html}`);
  const tags = form.match(/<(?:input|button)[^>]*>/g) ?? [];
  const sent = tags.filter((tag) => tag.startsWith('<input') || attribute(tag, 'id') === button);
  const fields = sent.flatMap((tag) => {
    const name = attribute(tag, 'name');
    return name === undefined ? [] : [[name, attribute(tag, 'value') ?? '']];
  });
  return { action: attribute(form, 'action') ?? '', fields: Object.fromEntries(fields) };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
