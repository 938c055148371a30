import { describe, expect, it } from 'vitest';
import { frontChannelUri } from './front-channel-uri.js';

const ended = { iss: 'https://id.example/a b', sid: 'Ywl2GCjTQ9p1vA3aUqzqkg' };
const NAMES = 'iss=https%3A%2F%2Fid.example%2Fa+b&sid=Ywl2GCjTQ9p1vA3aUqzqkg';
const of = (frontchannel_logout_uri: string | null, frontchannel_logout_session_required: boolean | null) =>
  frontChannelUri({ frontchannel_logout_uri, frontchannel_logout_session_required }, ended);

describe('OpenID Connect Front-Channel Logout 1.0 §2: frontchannel_logout_session_required', () => {
  it.each([
    ['https://rp.example/out', `https://rp.example/out?${NAMES}`],
    ['https://rp.example', `https://rp.example?${NAMES}`],
    ['https://rp.example/out?tenant=a%20b+c', `https://rp.example/out?tenant=a%20b+c&${NAMES}`],
    ['https://rp.example/out?', `https://rp.example/out?${NAMES}`],
    ['https://rp.example/out?a=1&', `https://rp.example/out?a=1&${NAMES}`],
    ['https://rp.example/out?sid=own', `https://rp.example/out?sid=own&${NAMES}`],
  ])('adds iss and sid to the query of %s, which stays as it is', (uri, expected) => {
    expect(of(uri, true)).toBe(expected);
  });

  it.each([false, null])('%j: the address stays as it was registered', (required) => {
    expect(of('https://rp.example/out?tenant=1', required)).toBe('https://rp.example/out?tenant=1');
  });

  it('has nothing to load for a client without such a page', () => {
    expect(of(null, true)).toBeUndefined();
  });
});
