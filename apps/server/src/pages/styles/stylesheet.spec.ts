import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { STYLESHEET } from './stylesheet.js';
import { tokens } from './tokens.js';

type Scheme = ReadonlyMap<string, string>;
const [lightText = '', darkText = ''] = tokens.split('@media');
const colours = (text: string): Scheme =>
  new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]));
const schemes = { light: colours(lightText), dark: colours(darkText) };

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(scheme: Scheme, front: string, back: string): number {
  const [dark, light] = [luminance(scheme.get(front)!), luminance(scheme.get(back)!)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the stylesheet', () => {
  it('has an address that changes with its text', () => {
    const hash = createHash('sha256').update(STYLESHEET.text).digest('base64url').slice(0, 16);
    expect(STYLESHEET.path).toBe(`/assets/portico-${hash}.css`);
  });

  it('loads nothing, from anywhere', () => {
    expect(STYLESHEET.text).not.toMatch(/url\(|@import|@font-face|\/\//);
  });

  it.each(['prefers-color-scheme: dark', 'prefers-reduced-motion: reduce', 'forced-colors: active'])(
    'answers %s',
    (feature) => expect(STYLESHEET.text).toContain(`@media (${feature})`),
  );

  it('is balanced', () => {
    expect(STYLESHEET.text.split('{').length).toBe(STYLESHEET.text.split('}').length);
  });
});

describe.each(Object.entries(schemes))('WCAG 2.2 §1.4.3, the %s scheme', (_name, scheme) => {
  it.each([
    ['text', 'ground'],
    ['text', 'surface'],
    ['text', 'sunken'],
    ['muted', 'surface'],
    ['muted', 'sunken'],
    ['accent', 'surface'],
    ['accent-strong', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    ['danger', 'surface'],
    ['danger', 'danger-soft'],
    ['good', 'good-soft'],
  ])('shows %s on %s at 4.5:1', (front, back) => {
    expect(contrast(scheme, front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['outline', 'surface'],
    ['danger', 'surface'],
    ['accent', 'ground'],
  ])('outlines with %s on %s at 3:1 (§1.4.11)', (front, back) => {
    expect(contrast(scheme, front, back)).toBeGreaterThanOrEqual(3);
  });
});
