import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.js';

const redirected = (parameters: Record<string, string>) =>
  new AuthorizationResponseError('', { cause: new URLSearchParams(parameters) });

const refused = (body: { error: string; error_uri?: string }) =>
  new ResponseBodyError('', { cause: body, response: new Response(null, { status: 400 }) });

const challenged = (scheme: string, parameters: Record<string, string>) =>
  new WWWAuthenticateChallengeError('', {
    cause: [{ scheme, parameters }] as never,
    response: new Response(null, { status: 401 }),
  });

const unchecked = (code: string) => Object.assign(new ClientError(''), { code });

describe('what the demo says about an error', () => {
  it.each([
    ['access_denied', 'You didn’t allow it'],
    ['login_required', 'You aren’t signed in at Portico'],
    ['temporarily_unavailable', 'Portico is busy'],
    ['unheard_of', 'That didn’t work'],
    ['constructor', 'That didn’t work'],
  ])('is plain words for %s from the authorization endpoint', (error, title) => {
    expect(explain(redirected({ error })).title).toBe(title);
  });

  it.each([
    ['invalid_grant', 'Sign in again'],
    ['invalid_client', 'npm run demo'],
  ])('says what to do about %s from the token endpoint', (error, todo) => {
    expect(explain(refused({ error })).todo).toContain(todo);
  });

  it('repeats the provider’s own words for the developer', () => {
    const answer = redirected({ error: 'access_denied', error_description: 'the person said no' });
    expect(explain(answer).said).toBe('access_denied: the person said no');
  });

  it('tells a refused client from a refused access token', () => {
    expect(explain(challenged('Basic', { realm: 'x' }))).toMatchObject({
      title: 'Portico doesn’t know this demo',
    });
    const token = explain(challenged('bearer', { error: 'invalid_token' }));
    expect(token).toMatchObject({
      title: 'Portico no longer accepts the access token',
      said: 'invalid_token',
    });
  });

  it.each([
    ['nothing listens', new TypeError('fetch failed')],
    ['no answer came', unchecked('OAUTH_TIMEOUT')],
  ])('says how to start Portico when %s', (_what, error) => {
    expect(explain(error).todo).toContain('npm start');
  });

  it('has words for an answer that the library refused, and for anything else', () => {
    expect(explain(unchecked('OAUTH_JWT_TIMESTAMP_CHECK_FAILED')).title).toContain('clocks');
    expect(explain(unchecked('OAUTH_INVALID_RESPONSE')).said).toBe('OAUTH_INVALID_RESPONSE');
    expect(explain(new Error('a secret')).said).toBeUndefined();
  });

  it('links to where the provider tells more, only on the web (RFC 6749 §4.1.2.1)', () => {
    const uri = 'http://localhost:4000/errors/K7QM2XHD';
    expect(explain(redirected({ error: 'access_denied', error_uri: uri })).more_uri).toBe(uri);
    expect(explain(refused({ error: 'invalid_grant', error_uri: uri })).more_uri).toBe(uri);
    expect(explain(refused({ error: 'x', error_uri: 'javascript:alert(1)' })).more_uri).toBeUndefined();
  });

  it('shows the reference that Portico’s administrators look up', () => {
    const answer = redirected({ error: 'access_denied', error_uri: 'urn:portico:refusal:K7QM2XHD' });
    expect(explain(answer)).toMatchObject({ reference: 'K7QM2XHD' });
    expect(explain(redirected({ error: 'x', error_uri: 'urn:other:K7QM2XHD' })).reference).toBeUndefined();
  });
});
