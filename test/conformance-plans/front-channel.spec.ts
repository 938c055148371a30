import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../support/relying-party.js';
import { modules } from './modules.js';
import { PERSON, type ResponseMode } from './suite.js';

let mode: ResponseMode;
const { suite, registered } = modules(() => mode);

/** The response types of the Implicit and the Hybrid plan, each in both modes. */
const VARIANTS = ['id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'].flatMap(
  (type) => [
    { type, responseMode: 'default' as const },
    { type, responseMode: 'form_post' as const },
  ],
);

describe.each(VARIANTS)(
  'The plans with $type, with the response mode $responseMode',
  ({ type, responseMode }) => {
    const parts = type.split(' ');
    const brings = (part: string) => parts.includes(part);
    beforeEach(() => {
      mode = responseMode;
    });

    /** As the suite registers a client for this response type. */
    const client = () =>
      registered({
        response_types: [type],
        grant_types: [
          ...(brings('code') ? ['authorization_code'] : []),
          ...(type === 'code' ? [] : ['implicit']),
        ],
      });
    const answered = async (changes: Form = {}) => {
      const by = await client();
      const request = by.request({ response_type: type, ...changes });
      const tokens = suite().successOf(await by.authorize(suite().browser(), request), request);
      return { by, request, tokens };
    };
    /** `at_hash` and `c_hash` of RS256. */
    const hashOf = (value = '') =>
      createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');

    describe('OpenID Connect Core 1.0 §3.2.2.5, §3.3.2.5: what the authorization endpoint answers', () => {
      it('brings what was asked for, each bound to the ID token [oidcc-server]', async () => {
        const { by, request, tokens } = await answered();
        expect([tokens['code'], tokens['access_token'], tokens['id_token']].map(Boolean)).toEqual(
          ['code', 'token', 'id_token'].map(brings),
        );
        if (brings('id_token')) {
          const claims = await suite().idTokenOf(tokens, by, request);
          if (brings('token')) expect(claims['at_hash']).toBe(hashOf(tokens['access_token']));
          if (brings('code')) expect(claims['c_hash']).toBe(hashOf(tokens['code']));
        }
        if (brings('token')) expect((await suite().userinfo(tokens['access_token'])).status).toBe(200);
        if (!brings('code')) return;
        const redeemed = suite().tokensOf(await by.redeem(tokens['code'] ?? ''));
        await suite().idTokenOf(redeemed, by, request);
        expect((await suite().userinfo(redeemed['access_token'])).status).toBe(200);
      });

      it('puts the e-mail address where the client can have it [oidcc-scope-email]', async () => {
        const { by, request, tokens } = await answered({ scope: 'openid email' });
        if (type === 'id_token') {
          const claims = await suite().idTokenOf(tokens, by, request, ['email', 'email_verified']);
          return expect(claims).toMatchObject({ email: PERSON['email'], email_verified: true });
        }
        if (brings('id_token')) await suite().idTokenOf(tokens, by, request);
        const { access_token } = brings('token')
          ? tokens
          : suite().tokensOf(await by.redeem(tokens['code'] ?? ''));
        expect((await suite().userinfo(access_token)).body).toMatchObject({ email: PERSON['email'] });
      });

      it('answers prompt=none in the same way, when nobody is signed in [oidcc-prompt-none-not-logged-in]', async () => {
        const by = await client();
        const request = by.request({ response_type: type, prompt: 'none' });
        const error = suite().errorOf(await by.authorize(suite().browser(), request), request);
        expect(error).toBe('login_required');
      });
    });

    describe('OpenID Connect Core 1.0 §3.2.2.1, §3.3.2.11: the nonce', () => {
      it.runIf(brings('id_token'))('is required [oidcc-ensure-request-without-nonce-fails]', async () => {
        const by = await client();
        const request = by.request({ response_type: type, nonce: undefined });
        const error = suite().errorOf(await by.authorize(suite().browser(), request), request);
        expect(error).toBe('invalid_request');
      });
    });
  },
);
