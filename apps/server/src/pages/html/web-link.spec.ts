import { expect, it } from 'vitest';
import { webLink } from './web-link.js';

it.each([
  ['https://app.example/about?a=1', 'https://app.example/about?a=1'],
  ['http://localhost:8000', 'http://localhost:8000/'],
  ['https://app.example/"><script>', 'https://app.example/%22%3E%3Cscript%3E'],
  ['JavaScript:alert(1)', undefined],
  [' \tjava\nscript:alert(1)', undefined],
  ['data:text/html,<script>', undefined],
  ['vbscript:x', undefined],
  ['//evil.example', undefined],
  ['/path', undefined],
  ['', undefined],
  [null, undefined],
])('links %j as %j', (uri, href) => {
  expect(webLink(uri)).toBe(href);
});
