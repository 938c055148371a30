import { describe, expect, it } from 'vitest';
import { parseClaimsParameter, requestedClaims, STANDARD_CLAIMS } from './claims.js';

describe('OpenID Connect Core 1.0 §5.5: the claims parameter', () => {
  it('reads the example of the specification', () => {
    const claims = parseClaimsParameter(
      JSON.stringify({
        userinfo: {
          given_name: { essential: true },
          nickname: null,
          'http://example.info/claims/groups': null,
        },
        id_token: {
          auth_time: { essential: true },
          acr: { values: ['urn:mace:incommon:iap:silver'] },
          sub: { value: '248289761001' },
        },
      }),
    );
    expect(claims).toEqual({
      userinfo: {
        given_name: { essential: true },
        nickname: null,
        'http://example.info/claims/groups': null,
      },
      id_token: {
        auth_time: { essential: true },
        acr: { values: ['urn:mace:incommon:iap:silver'] },
        sub: { value: '248289761001' },
      },
    });
  });

  it.each([
    ['nothing', undefined, {}],
    ['an empty object', '{}', {}],
    ['a place without claims', '{"userinfo":{}}', { userinfo: {} }],
    ['a null place', '{"userinfo":null}', {}],
    ['an unknown place', '{"vp_token":1}', {}],
    ['an unknown member of a claim', '{"id_token":{"acr":{"x":1}}}', { id_token: { acr: {} } }],
    ['a value that is false', '{"id_token":{"x":{"value":false}}}', { id_token: { x: { value: false } } }],
  ])('reads %s', (_, json, claims) => {
    expect(parseClaimsParameter(json)).toEqual(claims);
  });

  it('reads a claim with a name of the object prototype as any other', () => {
    const { id_token } = parseClaimsParameter('{"id_token":{"__proto__":{"essential":true}}}');
    expect(Object.keys(id_token ?? {})).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['essential']).toBeUndefined();
  });

  it.each([
    ['text that is not JSON', 'name'],
    ['an array', '[]'],
    ['a string', '"name"'],
    ['null', 'null'],
    ['a place that is an array', '{"userinfo":["name"]}'],
    ['a claim that is a boolean', '{"userinfo":{"name":true}}'],
    ['a claim that is an array', '{"userinfo":{"name":[]}}'],
    ['essential as a string', '{"userinfo":{"name":{"essential":"true"}}}'],
    ['values as a string', '{"userinfo":{"name":{"values":"a"}}}'],
    ['JSON nested 8,000 deep', '['.repeat(8000)],
    [
      '101 claims',
      JSON.stringify({
        userinfo: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`c${i}`, null])),
      }),
    ],
  ])('refuses %s with invalid_request', (_, json) => {
    expect(() => parseClaimsParameter(json)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('OpenID Connect Core 1.0 §5.4: claims by scope', () => {
  it.each([
    [['openid', 'email'], {}, 'userinfo', ['email', 'email_verified']],
    [['openid', 'phone'], {}, 'userinfo', ['phone_number', 'phone_number_verified']],
    [['openid', 'address'], {}, 'userinfo', ['address']],
    [['openid'], {}, 'userinfo', []],
    [['openid', 'email'], {}, 'id_token', []],
    [['constructor', '__proto__'], {}, 'userinfo', []],
    [['openid'], { userinfo: { name: null } }, 'userinfo', ['name']],
    [['openid'], { userinfo: { name: null } }, 'id_token', []],
    [['openid'], { id_token: { email: { essential: true } } }, 'id_token', ['email']],
    [['email'], { userinfo: { email: null, name: null } }, 'userinfo', ['email', 'email_verified', 'name']],
  ] as const)('scope %j with claims %j gives in %s: %j', (scope, claims, target, names) => {
    expect([...requestedClaims(scope, claims, target)]).toEqual(names);
  });

  it('gives what a scope stands for in the ID token when no access token is issued', () => {
    const claims = { id_token: { name: null }, userinfo: { nickname: null } };
    const names = requestedClaims(['openid', 'email'], claims, 'id_token', 'id_token');
    expect([...names]).toEqual(['email', 'email_verified', 'name']);
  });

  it('knows the twenty standard claims, each once', () => {
    expect(new Set(STANDARD_CLAIMS).size).toBe(20);
    expect(STANDARD_CLAIMS).toHaveLength(20);
  });
});
