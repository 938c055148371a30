import { describe, expect, it } from 'vitest';
import { InvalidClientMetadata, METADATA_DEFAULTS } from '#libs/clients';
import { registeredMetadata, type Terms } from './registered-metadata.js';
import { ADMINISTRATOR_MEMBERS, CLIENT_MEMBERS } from './registration-members.js';

const fresh: Terms = { held: { profile: 'default' }, machines: false, response_types: [] };
const holding = (held: Partial<Terms['held']>, machines = false): Terms => ({
  held: { ...METADATA_DEFAULTS, ...held },
  machines,
  response_types: [],
});

describe('RFC 7591 §5: whose each member is', () => {
  it('is said of every one', () => {
    expect([...CLIENT_MEMBERS, ...ADMINISTRATOR_MEMBERS].sort()).toEqual(
      Object.keys(METADATA_DEFAULTS).sort(),
    );
  });

  it('leaves out of a new registration all that is an administrator’s, but the profile', () => {
    const everything = Object.fromEntries(Object.keys(METADATA_DEFAULTS).map((member) => [member, 'sent']));
    const { scope: _, grant_types: __, ...sent } = everything;
    const metadata = registeredMetadata(sent, fresh);
    for (const member of ADMINISTRATOR_MEMBERS) {
      expect([member, Reflect.get(metadata, member)]).toEqual([
        member,
        member === 'profile' ? 'default' : undefined,
      ]);
    }
  });
});

describe('RFC 7592 §2.2: a replacement', () => {
  const administered: Terms['held'] = {
    profile: 'oidc-basic',
    require_pkce: true,
    status: 'disabled',
    allowed_resources: ['https://api.example'],
    access_token_lifetime: 60,
  };

  it('leaves what an administrator decided as it is, whatever is sent', () => {
    const sent = { profile: 'default', require_pkce: false, status: 'enabled', allowed_resources: [] };
    expect(registeredMetadata(sent, holding(administered))).toMatchObject(administered);
  });

  it('takes what is left out back to its default', () => {
    expect(registeredMetadata({}, holding({ client_name: 'Old' }))).not.toHaveProperty('client_name');
  });
});

describe('RFC 7591 §2: scope', () => {
  it.each([
    ['openid email', null, 'openid email'],
    ['email openid openid', null, 'email openid'],
    ['openid films', null, 'openid'],
    ['openid films', 'openid films', 'openid films'],
    ['email', 'openid', 'email'],
    ['openid admin:read', null, 'openid'],
    ['a"b', null, 'a"b'],
    [7, null, 7],
    [undefined, 'openid', undefined],
    [null, null, null],
  ])('%j of a client that holds %j: %j', (scope, held, left) => {
    expect(Reflect.get(registeredMetadata({ scope }, holding({ scope: held })), 'scope')).toEqual(left);
  });

  it('of which nothing would be left is refused', () => {
    expect(() => registeredMetadata({ scope: 'admin:write' }, fresh)).toThrow(InvalidClientMetadata);
  });
});

describe('RFC 9126 §6: require_pushed_authorization_requests', () => {
  it.each([
    [true, null, true],
    [true, true, true],
    [false, null, null],
    [false, true, true],
    [undefined, true, true],
    [null, true, true],
    [undefined, null, null],
    ['yes', true, 'yes'],
  ])('%j where %j holds: %j', (sent, held, result) => {
    const metadata = registeredMetadata(
      { require_pushed_authorization_requests: sent },
      holding({ require_pushed_authorization_requests: held }),
    );
    expect(Reflect.get(metadata, 'require_pushed_authorization_requests')).toEqual(result);
  });
});

describe('RFC 6749 §4.4: client_credentials', () => {
  const machine = { grant_types: ['client_credentials'] };
  it.each([
    ['a new client, where registration is open', fresh, false],
    ['a new client with an initial access token', { ...fresh, machines: true }, true],
    ['a client that has it already', holding(machine), true],
    ['a client that has another', holding({}), false],
  ])('of %s: %s', (_, terms, given) => {
    const register = () => registeredMetadata(machine, terms);
    if (given) expect(register()).toMatchObject(machine);
    else expect(register).toThrow(InvalidClientMetadata);
  });
});

describe('RFC 9700 §2.1.2: response types that let tokens travel through the browser', () => {
  const asks = (...response_types: unknown[]) => ({ response_types });
  const allowing: Terms = { ...fresh, response_types: ['id_token', 'code id_token'] };

  it.each([
    ['a new client asks for code', fresh, asks('code'), true],
    ['a new client asks for more', fresh, asks('code', 'id_token'), false],
    ['… in another order of the words', fresh, asks('token code id_token'), false],
    ['… where the configuration allows it', allowing, asks('id_token', 'id_token code'), true],
    ['… and for more still', allowing, asks('code', 'id_token token'), false],
    [
      'one that an administrator gave it keeps it',
      holding(asks('code token') as never),
      asks('token code'),
      true,
    ],
    ['… and gets no other', holding(asks('code token') as never), asks('code id_token'), false],
    ['one that nobody knows is left to its own check', fresh, asks('token', 'none', 7, null), true],
    ['a member of another shape is left to its own check', fresh, { response_types: 'id_token' }, true],
  ])('%s', (_, terms, sent, taken) => {
    const register = () => registeredMetadata(sent, terms);
    if (taken) expect(register()).toMatchObject(sent);
    else expect(register).toThrow(InvalidClientMetadata);
  });
});
