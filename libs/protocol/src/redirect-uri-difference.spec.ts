import { describe, expect, it } from 'vitest';
import { matchRedirectUri } from './redirect-uri.js';
import { describeRedirectUriDifference } from './redirect-uri-difference.js';

const refuse = (presented: string | undefined, ...registered: string[]) =>
  matchRedirectUri(presented, registered, 'web').facts!;

describe('A refused redirect_uri is explained to the administrator', () => {
  it.each([
    ['slash', 22, "it lacks the final '/'", 'http://localhost:8000', 'http://localhost:8000/'],
    [
      'slash',
      23,
      "it ends in a '/' that isn't registered",
      'https://app.example/cb/',
      'https://app.example/cb',
    ],
    ['case', 9, 'upper and lower case differ', 'https://App.example/cb', 'https://app.example/cb'],
    ['space', 23, 'there is white space around it', 'https://app.example/cb ', 'https://app.example/cb'],
    [
      'encoding',
      24,
      'a character is percent-encoded in one of them only',
      'https://app.example/a?b%3A',
      'https://app.example/a?b:',
    ],
    [
      'scheme',
      5,
      "its scheme is 'http' instead of 'https'",
      'http://app.example/cb',
      'https://app.example/cb',
    ],
    [
      'userinfo',
      9,
      "it has the userinfo 'eve', the registered one has none",
      'https://eve@app.example/cb',
      'https://app.example/cb',
    ],
    [
      'host',
      12,
      "its host is 'app2.example' instead of 'app.example'",
      'https://app2.example/cb',
      'https://app.example/cb',
    ],
    [
      'port',
      21,
      "its port is '8001' instead of '8000'",
      'http://localhost:8001/cb',
      'http://localhost:8000/cb',
    ],
    [
      'port',
      20,
      "it has the port '443', the registered one has none",
      'https://app.example:443/cb',
      'https://app.example/cb',
    ],
    ['port', 17, "it lacks the port '8000'", 'http://localhost/cb', 'http://localhost:8000/cb'],
    ['port', 13, "it lacks the port '8000'", 'http://[::1]/cb', 'http://[::1]:8000/cb'],
    ['path', 22, "its path is '/cc' instead of '/cb'", 'https://app.example/cc', 'https://app.example/cb'],
    ['path', 20, "it lacks the path '/cb'", 'https://app.example', 'https://app.example/cb'],
    [
      'query',
      23,
      "it has the query 'x=1', the registered one has none",
      'https://app.example/cb?x=1',
      'https://app.example/cb',
    ],
    [
      'query',
      26,
      "its query is 'x=1' instead of 'x=2'",
      'https://app.example/cb?x=1',
      'https://app.example/cb?x=2',
    ],
    [
      'fragment',
      23,
      "it has the fragment '', the registered one has none",
      'https://app.example/cb#',
      'https://app.example/cb',
    ],
  ])('%s, at character %i: %s', (difference, at, words, presented, registered) => {
    const facts = refuse(presented, registered);
    expect(facts).toMatchObject({ difference, at, nearest: registered, presented, registered: 1 });
    expect(describeRedirectUriDifference(facts)).toContain(
      `differs from the registered one at character ${at}: ${words}`,
    );
  });

  it('compares with the registered one that looks most alike', () => {
    const registered = [
      'https://app.example/',
      'https://other.example/callback',
      'https://app.example/callback',
    ];
    expect(refuse('https://app.example/callback/', ...registered).nearest).toBe(
      'https://app.example/callback',
    );
    expect(refuse('HTTPS://OTHER.EXAMPLE/CALLBACK', ...registered).nearest).toBe(
      'https://other.example/callback',
    );
  });

  it('says that a port would be free for a native client', () => {
    const facts = refuse('http://127.0.0.1:5000/cb', 'http://127.0.0.1:3000/cb');
    expect(facts.free_if_native).toBe(true);
    expect(describeRedirectUriDifference(facts)).toBe(
      "differs from the registered one at character 18: its port is '5000' instead of '3000'; " +
        "the port is free only for clients with application_type 'native'",
    );
    expect(refuse('http://localhost:5000/cb', 'http://localhost:3000/cb').free_if_native).toBeUndefined();
  });

  it('blames what else differs for a native client, whose port is free', () => {
    const facts = matchRedirectUri('http://127.0.0.1:5000/cc', ['http://127.0.0.1/cb'], 'native').facts!;
    expect(facts).toMatchObject({ difference: 'path', at: 24, nearest: 'http://127.0.0.1/cb' });
  });

  it.each([
    [undefined, [], 'no redirect_uri was sent, and the client has none registered'],
    [
      undefined,
      ['https://a.example/', 'https://b.example/'],
      'no redirect_uri was sent, and the client has 2 registered',
    ],
    ['https://a.example/', [], 'the client has no redirect_uri registered'],
  ])('explains %j against %j', (presented, registered, words) => {
    expect(describeRedirectUriDifference(refuse(presented, ...registered))).toBe(words);
  });

  it('lets no control character and no endless text through to the reader', () => {
    const facts = refuse(`https://app.example/\u001b[31m\u202e${'x'.repeat(5000)}`, 'https://app.example/cb');
    expect(facts.presented).toHaveLength(2000);
    const words = describeRedirectUriDifference(facts);
    expect(words).toContain('\\u{1b}[31m\\u{202e}x');
    expect(words.length).toBeLessThan(250);
  });

  it('is plain JSON', () => {
    const facts = refuse('https://app.example/cc', 'https://app.example/cb');
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});
