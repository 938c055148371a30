import { describe, expect, it } from 'vitest';
import { areaOf, pathBelow } from './area.js';

describe('For whom an address answers', () => {
  it.each([
    ['/admin/v1', 'admin'],
    ['/admin/v1/clients', 'admin'],
    ['/admin/v10/clients', 'page'],
    ['/oauth2/token', 'protocol'],
    ['/oauth2/userinfo', 'protocol'],
    ['/.well-known/jwks.json', 'protocol'],
    ['/openapi.json', 'protocol'],
    ['/health/live', 'protocol'],
    ['/oauth2/authorize', 'page'],
    ['/oauth2/logout', 'page'],
    ['/sign-in', 'page'],
    ['/x/oauth2/token', 'page'],
    ['', 'page'],
  ])('%s: %s', (path, area) => {
    expect(areaOf(path)).toBe(area);
  });

  it.each([
    ['', '/sign-in?x', '/sign-in'],
    ['/op', '/op/sign-in?x=/op', '/sign-in'],
    ['/op', '/op', ''],
    ['/op', '/operator', '/operator'],
    ['/op', '/health/live', '/health/live'],
    ['/op', '/op?x', ''],
  ])('below %j, %s is %j', (base, url, path) => {
    expect(pathBelow(base, url)).toBe(path);
  });
});
