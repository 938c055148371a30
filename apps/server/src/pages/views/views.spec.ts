import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../messages/language.js';
import { type Messages, messagesFor } from '../messages/messages.js';
import * as pages from './index.js';

const scriptNonce = 'q83vEjRWeJASNFZ4kBI0Vg==';
const HOSTILE = `"'><script>x</script><img src=x onerror=1>`;

const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T)[];

/** Every page in every state; `text` stands wherever somebody else chose the words. */
function samples(
  messages: Messages,
  text: string,
  link = 'https://app.example/about',
): Record<string, string> {
  const at = { messages, base: '/x', productName: 'Portico' };
  const carried = { request: text, ticket: text };
  const person = { name: text, username: text };
  const client = {
    client_id: text,
    client_name: text,
    client_uri: link,
    logo_uri: link,
    policy_uri: link,
    tos_uri: link,
  };
  const nameless = {
    ...client,
    client_name: null,
    client_uri: null,
    logo_uri: null,
    policy_uri: null,
    tos_uri: null,
  };
  const signIn = { ...at, ...carried, client };
  const session = { sid: text, user_agent: text, ip: text, created_at: 1_790_000_000, current: true };
  const account = { ...at, ticket: text, person, applications: [], sessions: [session] };
  const posting = { ...at, fields: [[text, text]] as const, scriptNonce };
  const all: Record<string, string> = {
    'sign-in': pages.renderSignIn({ ...signIn, question: { ask: 'credentials', username: text } }),
    'sign-in, somebody else': pages.renderSignIn({
      ...signIn,
      question: { ask: 'credentials', unexpected: person },
    }),
    'sign-in, for the account': pages.renderSignIn({ ...at, ...carried, question: { ask: 'credentials' } }),
    'sign-in, again': pages.renderSignIn({ ...signIn, question: { ask: 'password', person } }),
    'sign-in, again, for the account': pages.renderSignIn({
      ...at,
      ...carried,
      question: { ask: 'password', person },
    }),
    'sign-in, choose': pages.renderSignIn({ ...signIn, question: { ask: 'account', person } }),
    'sign-in, choose, for the account': pages.renderSignIn({
      ...at,
      ...carried,
      question: { ask: 'account', person },
    }),
    consent: pages.renderConsent({
      ...signIn,
      person,
      returnsTo: text,
      scopes: [...Object.keys(messages.scopes), text, '__proto__'],
      claims: [...Object.keys(messages.claims), text, '__proto__'],
    }),
    'consent, no scopes': pages.renderConsent({
      ...signIn,
      client: nameless,
      person,
      scopes: [],
      claims: [],
    }),
    'consent, one claim': pages.renderConsent({
      ...signIn,
      client,
      person,
      scopes: [],
      claims: ['birthdate'],
    }),
    device: pages.renderDevice(at),
    'device, connected': pages.renderDeviceDone({ ...at, client, allowed: true }),
    'device, denied': pages.renderDeviceDone({ ...at, client, allowed: false }),
    'device, question': pages.renderDeviceConfirm({
      ...signIn,
      person,
      user_code: text,
      shown_code: text,
      ip: text,
      asked_at: 1_790_000_000,
      scopes: [...Object.keys(messages.scopes), text],
    }),
    'device, question, no scopes': pages.renderDeviceConfirm({
      ...signIn,
      client: nameless,
      person,
      user_code: text,
      shown_code: text,
      ip: null,
      asked_at: 0,
      scopes: [],
    }),
    'sign-out': pages.renderSignOutConfirm({ ...signIn, person }),
    'sign-out, no way back': pages.renderSignOutConfirm({ ...signIn, person, reference: text }),
    'signing out': pages.renderSigningOut({
      ...posting,
      frames: [link],
      path: '/oauth2/logout',
      address: `/x/oauth2/logout?state=${text}`,
    }),
    'signing out, by post': pages.renderSigningOut({ ...posting, frames: [], path: '/oauth2/logout' }),
    'signed out': pages.renderSignedOut({ ...at, client }),
    'signed out, no way back': pages.renderSignedOut({ ...at, client, reference: text }),
    'sign-in, or sign up': pages.renderSignIn({
      ...signIn,
      question: { ask: 'credentials' },
      signUpLink: `/x/sign-up?request=${encodeURIComponent(text)}`,
    }),
    'sign-up': pages.renderSignUp({
      ...signIn,
      values: { email: text, name: text },
      besides: person,
      signInLink: `/x/sign-in?request=${encodeURIComponent(text)}`,
    }),
    'sign-up, for the account': pages.renderSignUp({ ...at, ...carried, signInLink: '/x/sign-in' }),
    'set-up': pages.renderSetUp({ ...at, token: text, values: { email: text, name: text } }),
    'set-up done': pages.renderSetUpDone({ ...at, issuer: text, person }),
    'set-up dead': pages.renderSetUpDead(at),
    invitation: pages.renderInvitation({ ...at, token: text, person }),
    'invitation done': pages.renderInvitationDone({ ...at, person }),
    'invitation dead': pages.renderInvitationDead(at),
    account: pages.renderAccount({
      ...account,
      applications: [
        {
          client,
          scopes: ['openid', text],
          claims: ['birthdate'],
          opensAt: `https://app.example/?a=${text}`,
          since: 1_790_000_000,
        },
        { client: nameless, scopes: ['email'], claims: [], opensAt: 'javascript:alert(1)', since: 0 },
      ],
      sessions: [session, { ...session, user_agent: 'Firefox/140.0 (X11; Linux)', current: false }],
    }),
    'form post': pages.renderFormPost({ ...posting, action: 'https://app.example/cb' }),
    'self post': pages.renderSelfPost({ ...posting, action: '/x/oauth2/authorize' }),
    welcome: pages.renderWelcome({ ...at, person }),
  };
  for (const reason of ['wrong', 'throttled', 'busy', 'expired', 'incomplete'] as const)
    all[`sign-in, ${reason}`] = pages.renderSignIn({
      ...signIn,
      question: { ask: 'credentials' },
      refusal: { reason },
      reference: text,
    });
  for (const reason of ['throttled', 'busy', 'expired'] as const)
    all[`sign-up, ${reason}`] = pages.renderSignUp({ ...signIn, refusal: { reason }, reference: text });
  for (const email of keysOf(messages.signUp.emailProblems))
    all[`sign-up, email ${email}`] = pages.renderSignUp({ ...signIn, problems: { email } });
  for (const name of keysOf(messages.signUp.nameProblems))
    all[`sign-up, name ${name}`] = pages.renderSignUp({ ...signIn, problems: { name } });
  for (const reason of keysOf(messages.deviceRefused))
    all[`device, ${reason}`] = pages.renderDevice({ ...at, refusal: { reason }, reference: text });
  for (const password of keysOf(messages.passwordProblems)) {
    all[`invitation, ${password}`] = pages.renderInvitation({
      ...at,
      token: text,
      person,
      problem: password,
    });
    all[`set-up, ${password}`] = pages.renderSetUp({ ...at, token: text, problems: { password } });
    all[`sign-up, ${password}`] = pages.renderSignUp({ ...signIn, problems: { password } });
  }
  for (const email of ['missing', 'invalid', 'taken'] as const)
    all[`set-up, email ${email}`] = pages.renderSetUp({ ...at, token: text, problems: { email } });
  for (const name of ['missing', 'too_long'] as const)
    all[`set-up, name ${name}`] = pages.renderSetUp({ ...at, token: text, problems: { name } });
  for (const notice of ['password_changed', 'application_removed', 'session_ended'] as const)
    all[`account, ${notice}`] = pages.renderAccount({ ...account, notice });
  for (const current_password of ['missing', 'wrong', 'throttled', 'busy'] as const)
    all[`account, password ${current_password}`] = pages.renderAccount({
      ...account,
      passwordProblems: { current_password, new_password: 'common' },
    });
  for (const error of pages.PAGE_ERRORS)
    all[`error, ${error}`] = pages.renderError({ ...at, error, parameter: text, reference: text, client });
  return all;
}

const english = samples(messagesFor('en'), 'Ada');
const each = Object.entries(english);
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found);

describe('PROTOCOL: the pages have stable ids', () => {
  it.each([
    ['sign-in', ['name="username"', 'name="password"', 'id="sign-in-submit"', 'action="/x/sign-in"']],
    [
      'sign-in',
      ['name="request"', 'name="ticket"', 'autocomplete="username"', 'autocomplete="current-password"'],
    ],
    [
      'sign-in',
      ['value="Ada"', 'Sign in to continue to Ada', 'src="https://app.example/about"', 'no-referrer'],
    ],
    ['sign-in, wrong', ['aria-describedby="problem"', '<p id="problem">', 'id="sign-in-reference">Ada<']],
    [
      'sign-in, again',
      [
        'name="username" type="text" autocomplete="username" required value="Ada"',
        'name="password"',
        'id="use-another-account"',
      ],
    ],
    [
      'sign-in, choose',
      ['id="continue-as" name="choice" value="continue"', 'Continue as Ada', 'value="another"'],
    ],
    [
      'sign-up',
      ['name="email"', 'name="name"', 'name="password"', 'id="sign-up-submit"', 'action="/x/sign-up"'],
    ],
    ['sign-up', ['autocomplete="new-password"', 'id="sign-in-instead" href="/x/sign-in?', 'name="ticket"']],
    ['sign-in, or sign up', ['id="sign-up-instead" href="/x/sign-up?request=Ada"']],
    ['sign-up, throttled', ['<p id="problem">', 'id="sign-up-reference">Ada<']],
    [
      'consent',
      ['id="consent-allow" name="decision" value="allow"', 'id="consent-deny" name="decision" value="deny"'],
    ],
    ['consent, one claim', ['See some of your details', 'date of birth', 'id="consent-allow"']],
    ['consent', ['action="/x/consent"', 'name="request"', 'name="ticket"', '<code>Ada</code>', '__proto__']],
    ['device', ['action="/x/device"', 'id="user-code" name="user_code"', 'id="device-submit"']],
    ['device', ['autocapitalize="characters"', 'autocomplete="off"', 'for="user-code"']],
    ['device, wrong', ['aria-describedby="problem user_code-hint"', 'id="device-reference">Ada<']],
    [
      'device, question',
      [
        'action="/x/device/decision"',
        'id="device-allow" name="decision" value="allow"',
        'id="device-deny" name="decision" value="deny"',
        'id="shown-code">Ada<',
        'id="asked-from">Ada<',
        'UTC</time>',
      ],
    ],
    ['sign-out', ['id="sign-out-confirm"', 'action="/x/sign-out"', 'id="sign-out-stay" href="/x/account"']],
    ['sign-out, no way back', ['<code>post_logout_redirect_uri</code>', 'id="sign-out-reference">Ada<']],
    ['signing out', ['action="/x/oauth2/logout"', 'method="get"', 'id="signing-out-continue"']],
    [
      'signing out',
      [
        '<iframe src="https://app.example/about" title="Signing you out" sandbox="allow-scripts allow-same-origin allow-forms" hidden>',
        '<noscript><meta http-equiv="refresh" content="1; url=/x/oauth2/logout?state=Ada"></noscript>\n</head>',
      ],
    ],
    ['signing out, by post', ['action="/x/oauth2/logout"', 'method="post"']],
    ['set-up', ['action="/x/set-up"', 'name="token"', 'name="email"', 'name="name"', 'name="password"']],
    ['set-up done', ['href="/x/docs"', 'Ada/admin/v1/clients', 'README']],
    ['invitation', ['action="/x/invitation"', 'name="token"', 'autocomplete="new-password"']],
    [
      'account',
      [
        'action="/x/account/applications/remove"',
        'name="client_id"',
        'aria-label="Remove the access of Ada"',
      ],
    ],
    ['account', ['href="https://app.example/?a=Ada" rel="noreferrer" aria-label="Open Ada"']],
    ['account', ['action="/x/account/sessions/end"', 'name="sid"', 'Firefox on Linux', 'September 21, 2026']],
    ['account', ['action="/x/account/password"', 'name="current_password"', 'name="new_password"']],
    ['error, redirect_uri', ['id="error-parameter">Ada<', 'id="error-reference">Ada<']],
    ['form post', ['action="https://app.example/cb"', `<script nonce="${scriptNonce}">`, '<noscript>']],
    ['welcome', ['href="/x/docs"', 'href="/x/account"', 'href="/x/.well-known/openid-configuration"']],
  ])('%s has %j', (name, parts) => {
    for (const part of parts) expect(english[name]).toContain(part);
  });
});

describe.each(each)('the page %s', (name, html) => {
  it('is a small document with one heading, one main and its language', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(all(html, /<(h1|main)\b/g).sort()).toEqual(['h1', 'main']);
    expect(html).toContain(`<link rel="stylesheet" href="/x${pages.STYLESHEET.path}">`);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  it('says each id once, and refers only to those that are there', () => {
    const ids = all(html, /\sid="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const named = all(html, /\s(?:for|aria-describedby|aria-labelledby)="([^"]*)"/g).flatMap((list) =>
      list!.split(' '),
    );
    for (const id of [...named, ...all(html, /href="#([^"]*)"/g)]) expect(ids).toContain(id);
  });

  it('labels every field that is seen', () => {
    const fields = all(html, /<input id="([^"]*)"/g);
    expect(fields).toEqual(all(html, /<label for="([^"]*)"/g));
    expect(all(html, /<input (?!id=|type="hidden"|class="hidden")(\S+)/g)).toEqual([]);
  });

  it('runs no script but its own, and holds no style that the policy would refuse', () => {
    expect(html).not.toMatch(/\s(?:style|on\w+)=|<style|<object/);
    expect(all(html, /<(iframe)/g)).toEqual(name === 'signing out' ? ['iframe'] : []);
    expect(all(html, /<script([^>]*)>/g)).toEqual(
      /post$|^signing out/.test(name) ? [` nonce="${scriptNonce}"`] : [],
    );
  });

  it('says at once, and in its title, when a form was not taken', () => {
    expect(html.includes('role="alert"')).toBe(html.includes('<title>Error: '));
  });
});

describe('hostile input', () => {
  it.each(Object.entries(samples(messagesFor('en'), HOSTILE, 'javascript:alert(1)//')))(
    'is text and nothing else on the page %s',
    (_name, html) => {
      expect(html).not.toMatch(/"'>|<script>x|<img|javascript:/);
    },
  );

  it('follows no link but to the web, from any stored address', () => {
    for (const link of ['data:text/html,x', 'vbscript:x', '//evil.example', 'file:///etc/passwd'])
      for (const html of Object.values(samples(messagesFor('en'), 'Ada', link)))
        expect(html).not.toContain(link);
  });

  it.each(['data:text/html,x', 'https://a;b/', '//evil.example', 'com.example.app:/out'])(
    'is never framed: %s',
    (link) => {
      expect(samples(messagesFor('en'), 'Ada', link)['signing out']).not.toContain('<iframe');
    },
  );

  it.each(['javascript:alert(1)', 'data:,x', '/cb', 'com.example.app:/cb'])(
    'is never posted to: %s',
    (action) => {
      const view = {
        messages: messagesFor('en'),
        base: '',
        productName: 'Portico',
        fields: [],
        scriptNonce,
        action,
      };
      expect(() => pages.renderFormPost(view)).toThrow(TypeError);
    },
  );

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'oauth2'])(
    'is never carried on to another origin: %s',
    (action) => {
      const view = {
        messages: messagesFor('en'),
        base: '',
        productName: 'Portico',
        fields: [],
        scriptNonce,
        action,
      };
      expect(() => pages.renderSelfPost(view)).toThrow(TypeError);
    },
  );

  it('shows a logo only from an https origin that the policy can name', () => {
    const card = { client_id: 'a', client_name: 'acme', client_uri: null, policy_uri: null, tos_uri: null };
    const with_ = (logo_uri: string | null) => pages.imageOrigins({ ...card, logo_uri });
    expect(with_('https://cdn.example:8443/a.svg?b')).toEqual(['https://cdn.example:8443']);
    for (const logo of [null, 'http://cdn.example/a', 'https://a;script-src/', 'data:image/png,', 'x'])
      expect(with_(logo)).toEqual([]);
  });
});

describe('messages', () => {
  it('are all used by some page', () => {
    const unused = new Set<string>();
    const paths = (node: object, path: string): void => {
      for (const [key, value] of Object.entries(node))
        typeof value === 'object' ? paths(value, `${path}${key}.`) : unused.add(`${path}${key}`);
    };
    paths(messagesFor('en'), '');
    const recording = <T extends object>(node: T, path: string): T =>
      new Proxy(node, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          unused.delete(`${path}${String(key)}`);
          return typeof value === 'object' && value !== null
            ? recording(value, `${path}${String(key)}.`)
            : value;
        },
      });
    samples(recording(messagesFor('en'), ''), 'Ada');
    expect([...unused]).toEqual([]);
  });

  it.each(LANGUAGES)('make every page whole in %s', (language) => {
    for (const html of Object.values(samples(messagesFor(language), 'Ada'))) {
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});
