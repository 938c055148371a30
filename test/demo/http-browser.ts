/** A page that the browser is on. */
export interface VisitedPage {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * A browser without script, as far as sign-in needs one: it keeps cookies by host name (so the ports of localhost
 * share them, as in real browsers), follows redirects, and sends the forms of the page that it is on.
 */
export class HttpBrowser {
  private readonly cookies = new Map<string, string>();
  page: VisitedPage | undefined;
  /** Sees where the browser is sent. */
  onRedirect: (url: URL) => void = () => undefined;

  cookie(host: string, name: string): string | undefined {
    return this.cookies.get(`${host} ${name}`);
  }

  open(url: string | URL): Promise<VisitedPage> {
    return this.request(new URL(url), { method: 'GET' });
  }

  /** Follows the link with this id. */
  follow(id: string): Promise<VisitedPage> {
    const [, href] = new RegExp(`<a [^>]*id="${id}"[^>]*href="([^"]*)"`).exec(this.current.body) ?? [];
    if (href === undefined) throw new Error(`there is no link ${id} on ${this.current.url}`);
    return this.request(new URL(unescaped(href), this.current.url), { method: 'GET' });
  }

  /** Sends the form of the button with this id, with its hidden fields, the button's own name, and what is typed. */
  press(id: string, typed: Record<string, string> = {}): Promise<VisitedPage> {
    const forms = this.current.body.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const form = forms.find((markup) => markup.includes(`id="${id}"`));
    if (!form) throw new Error(`there is no form with the button ${id} on ${this.current.url}`);
    const url = new URL(attribute(form, 'action') ?? '', this.current.url);
    const fields = new URLSearchParams();
    for (const input of form.match(/<input[^>]*>/g) ?? []) {
      const name = attribute(input, 'name');
      if (name !== undefined) fields.set(name, typed[name] ?? attribute(input, 'value') ?? '');
    }
    const button =
      (form.match(/<button[^>]*>/g) ?? []).find((markup) => attribute(markup, 'id') === id) ?? '';
    const name = attribute(button, 'name');
    if (name !== undefined) fields.set(name, attribute(button, 'value') ?? '');
    const headers = { origin: this.current.url.origin, 'sec-fetch-site': 'same-origin' };
    return this.request(url, { method: 'POST', body: fields, headers });
  }

  private get current(): VisitedPage {
    if (!this.page) throw new Error('no page is open');
    return this.page;
  }

  private async request(url: URL, init: RequestInit): Promise<VisitedPage> {
    const cookie = [...this.cookies].filter(([key]) => key.startsWith(`${url.hostname} `));
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(init.headers as Record<string, string> | undefined),
        cookie: cookie.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; '),
      },
    });
    this.keepCookies(url, answer.headers.getSetCookie());
    const location = answer.headers.get('location');
    const body = await answer.text();
    if (location !== null) {
      const next = new URL(location, url);
      this.onRedirect(next);
      return this.request(next, { method: 'GET' });
    }
    this.page = { status: answer.status, url, headers: answer.headers, body };
    return this.page;
  }

  private keepCookies(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
      const key = `${url.hostname} ${name}`;
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(key);
      else this.cookies.set(key, value);
    }
  }
}

function attribute(markup: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\b${name}="([^"]*)"`).exec(markup) ?? [];
  return value === undefined ? undefined : unescaped(value);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, number, name) =>
    number ? String.fromCharCode(Number(number)) : (NAMED[name] ?? whole),
  );
}
