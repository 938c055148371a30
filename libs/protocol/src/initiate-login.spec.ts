import { describe, expect, it } from 'vitest';
import { initiateLoginUrl } from './initiate-login.js';

describe('OpenID Connect Core 1.0 §4: where a client begins to sign somebody in', () => {
  const iss = 'iss=https%3A%2F%2Fid.example.com%2Fop';

  it.each([
    ['https://app.example/login', `https://app.example/login?${iss}`],
    ['https://app.example', `https://app.example?${iss}`],
    ['https://app.example/login?', `https://app.example/login?${iss}`],
    ['https://app.example/login?a=b', `https://app.example/login?a=b&${iss}`],
    ['https://app.example/login?a=b&', `https://app.example/login?a=b&${iss}`],
    ['https://app.example/login?a=%20%C3%A4', `https://app.example/login?a=%20%C3%A4&${iss}`],
    ['https://app.example/login#top', `https://app.example/login?${iss}#top`],
    ['https://app.example/login?a=b#top#?', `https://app.example/login?a=b&${iss}#top#?`],
  ])('names the provider beside what is there: %s', (registered, url) => {
    expect(initiateLoginUrl(registered, 'https://id.example.com/op')).toBe(url);
  });
});
