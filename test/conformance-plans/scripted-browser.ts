import { formWith, TestBrowser, type Visited } from '../support/browser.js';
import type { Deployment } from './deployment.js';
import { overTls } from './over-tls.js';

/** `["text", "name", "username", "Ada"]`, `["click", "id", "sign-in-submit"]`, `["wait", "id", "error-reference", 10]`. */
export type Command = readonly [string, string, string, ...(string | number)[]];

/** One step of the suite's browser automation, as its plan configuration writes it. */
export interface Task {
  readonly task: string;
  /** `*` stands for anything. */
  readonly match: string;
  readonly optional?: boolean;
  readonly commands?: readonly Command[];
}

/**
 * The suite's scripted browser: follows every redirect, runs the posting page's script, and does at each page what the
 * plan's configuration says. It watches what leaves Portico: no cookie but `__Host-` ones, no address but the public one.
 */
export class ScriptedBrowser extends TestBrowser {
  /** Behind the # of the last redirect, which no server sees. */
  fragment = '';
  /** What was wrong with an answer. */
  readonly complaints: string[] = [];
  /** The pages at which a task was done, as the suite's screenshots show them. */
  readonly seen: Visited[] = [];

  constructor(
    private readonly deployment: Deployment,
    private readonly tasks: readonly Task[],
  ) {
    super(deployment.issuer);
  }

  /** Goes there and does the tasks. @returns where it ended */
  async visit(url: string, init: RequestInit = {}): Promise<Visited> {
    let page = await this.open(url, init);
    for (const { task, match, optional, commands = [] } of this.tasks) {
      if (!matches(match, page.url)) {
        if (optional) continue;
        throw new Error(`"${task}" is not at ${match} but at ${page.url}\n${page.text}`);
      }
      this.seen.push(page);
      page = await this.run(commands, page);
    }
    return page;
  }

  override async request(url: string, init: RequestInit = {}): Promise<Visited> {
    const atProvider = url.startsWith(`${this.deployment.issuer}/`);
    this.fragment = new URL(url).hash.slice(1);
    const headers = new Headers(init.headers);
    if (atProvider && this.cookies.size > 0) {
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await overTls(url, { ...init, headers });
    const location = response.headers.get('location');
    const visited = {
      status: response.status,
      url,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? undefined : new URL(location, url).href,
    };
    if (atProvider) this.look(visited);
    return visited;
  }

  override async open(url: string, init: RequestInit = {}): Promise<Visited> {
    let visited = await this.request(url, init);
    for (let hops = 0; hops < 20; hops += 1) {
      if (visited.location !== undefined) visited = await this.request(visited.location);
      else if (visited.text.includes('id="posting"')) visited = await this.post(visited, 'posting');
      else if (visited.text.includes('id="going-on"')) visited = await this.loadFrames(visited);
      else return visited;
    }
    throw new Error(`goes round in circles at ${visited.url}`);
  }

  private async run(commands: readonly Command[], page: Visited): Promise<Visited> {
    let [at, fields] = [page, {} as Record<string, string>];
    for (const [command, by, target, ...rest] of commands) {
      const tag = elementOf(at, by, target);
      if (command === 'text') {
        if (/ readonly| type="hidden"|class="hidden"/.test(tag))
          throw new Error(`nobody can type into ${tag}`);
        fields = { ...fields, [target]: String(rest[0]) };
      }
      if (command !== 'click') continue;
      at = await this.post(at, target, fields);
      fields = {};
    }
    return at;
  }

  /** OpenID Connect Front-Channel Logout 1.0 §3, and then the page's form, by GET. */
  private async loadFrames(page: Visited): Promise<Visited> {
    for (const [, src = ''] of page.text.matchAll(/<iframe src="([^"]*)"/g)) {
      await overTls(src.replaceAll('&amp;', '&'));
    }
    const { action, fields } = formWith(page.text, 'going-on');
    return this.request(`${new URL(action, page.url)}?${new URLSearchParams(fields)}`);
  }

  /** A form as the suite's browser sends it: with an origin, and nothing of Fetch Metadata. */
  private async post(page: Visited, button: string, fields: Record<string, string> = {}): Promise<Visited> {
    const form = formWith(page.text, button);
    const body = new URLSearchParams({ ...form.fields, ...fields });
    const headers = {
      origin: new URL(page.url).origin,
      referer: page.url,
      'content-type': 'application/x-www-form-urlencoded',
    };
    return this.open(new URL(form.action, page.url).href, { method: 'POST', body: String(body), headers });
  }

  private look({ url, headers, text, location }: Visited): void {
    for (const cookie of headers.getSetCookie()) {
      this.keep(cookie);
      if (!/^__Host-[^=]+=.*; Path=\/;.* Secure/.test(cookie)) this.complaints.push(`${url} sets ${cookie}`);
    }
    const { internal } = this.deployment;
    if (text.includes(internal) || location?.includes(internal))
      this.complaints.push(`${url} tells ${internal}`);
    if (!headers.has('strict-transport-security')) this.complaints.push(`${url} sends no HSTS`);
  }
}

function elementOf(page: Visited, by: string, value: string): string {
  const tag = new RegExp(`<[^>]* ${by}="${value}"[^>]*>`).exec(page.text)?.[0];
  if (tag === undefined) throw new Error(`no element with ${by} ${value} at ${page.url}\n${page.text}`);
  return tag;
}

function matches(pattern: string, url: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(url);
}
