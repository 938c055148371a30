import { describe, expect, it } from 'vitest';
import { aClient } from '../test/a-client.js';
import { OriginIndex } from './origin-index.js';
import { clientHasOrigin } from './origins.js';

describe('the origins of a client', () => {
  const client = aClient({
    redirect_uris: ['https://App.example:443/cb?x', 'http://localhost:8000', 'com.example.app:/cb'],
    allowed_origins: ['https://pages.example'],
  });

  it.each([
    ['https://app.example', true],
    ['http://localhost:8000', true],
    ['https://pages.example', true],
    ['https://app.example/', false],
    ['https://APP.example', false],
    ['https://app.example:443', false],
    ['http://app.example', false],
    ['https://evil.example', false],
    ['https://app.example.evil.example', false],
    ['null', false],
    ['com.example.app:', false],
    ['', false],
  ])('%j: %s', (origin, has) => expect(clientHasOrigin(client, origin)).toBe(has));

  it('never hold null, whatever a row says', () => {
    expect(clientHasOrigin(aClient({ allowed_origins: ['null'] }), 'null')).toBe(false);
  });
});

describe('the index of origins', () => {
  const a = aClient({ client_id: 'a', redirect_uris: ['https://one.example/', 'https://one.example/2'] });
  const b = aClient({ client_id: 'b', redirect_uris: ['https://one.example/'] });

  it('keeps an origin while any client has it', () => {
    const index = new OriginIndex();
    index.replace(undefined, a);
    index.replace(undefined, b);
    expect(index.clientsOf('https://one.example')).toEqual(['a', 'b']);
    index.replace(a, undefined);
    expect(index.clientsOf('https://one.example')).toEqual(['b']);
    index.replace(b, { ...b, redirect_uris: ['https://two.example/'] });
    expect(index.clientsOf('https://one.example')).toEqual([]);
    expect(index.clientsOf('https://two.example')).toEqual(['b']);
  });
});
