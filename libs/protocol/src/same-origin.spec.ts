import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.js';

const OWN = 'https://id.example';

describe('W3C Fetch Metadata §2.4, RFC 6454 §7: a form of our own page', () => {
  it.each([
    ['Origin and Sec-Fetch-Site', { origin: OWN, 'sec-fetch-site': 'same-origin' }],
    ['Origin alone', { origin: OWN }],
    ['Sec-Fetch-Site alone', { 'sec-fetch-site': 'same-origin' }],
    ['Referer alone', { referer: `${OWN}/sign-in?x` }],
  ])('is known by %s', (_, source) => {
    expect(isSameOrigin(source, OWN)).toBe(true);
  });

  it.each([
    ['nothing at all', {}],
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['our origin with another port', { origin: `${OWN}:8443` }],
    ['our origin by http', { origin: 'http://id.example' }],
    ['a sibling', { origin: 'https://app.id.example', 'sec-fetch-site': 'same-site' }],
    ['our Origin, but another site by Sec-Fetch-Site', { origin: OWN, 'sec-fetch-site': 'cross-site' }],
    ['another Origin, but ours by Sec-Fetch-Site', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['an address typed by the person', { 'sec-fetch-site': 'none' }],
    ['Sec-Fetch-Site twice', { 'sec-fetch-site': ['same-origin', 'cross-site'] }],
    ['another Referer', { referer: 'https://elsewhere.example/?https://id.example/' }],
    ['a Referer that only begins like ours', { referer: 'https://id.example.evil/' }],
    ['a Referer that is no URL', { referer: 'id.example' }],
  ])('is not what says %s', (_, source) => {
    expect(isSameOrigin(source, OWN)).toBe(false);
  });
});
