import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../../test/support/processor-time.js';
import { negotiateLanguage } from './language.js';

describe('negotiateLanguage', () => {
  it.each([
    // ui_locales, Accept-Language, language
    [undefined, undefined, 'en'],
    ['', '', 'en'],
    ['de', undefined, 'de'],
    ['de-CH-1996', undefined, 'de'],
    ['FR-ca', undefined, 'fr'],
    ['ja es de', undefined, 'es'],
    ['fr', 'de', 'fr'],
    ['ja', 'de', 'de'],
    [undefined, 'de-CH, fr;q=0.9', 'de'],
    [undefined, 'ja, en;q=0.2, es;q=0.8', 'es'],
    [undefined, 'fr;q=0, de;q=0.1', 'de'],
    [undefined, 'ja, de;q=0', 'en'],
    [undefined, 'fr ; Q=0.1 , de ; q=0.2', 'de'],
    [undefined, 'fr;q=nonsense, de;q=0.5', 'de'],
    [undefined, '*', 'en'],
    [undefined, 'den, *;q=0.1', 'en'],
    ['"><script>', '\u0000;q=1,,;', 'en'],
    ['__proto__ constructor', undefined, 'en'],
  ])('for ui_locales %j and Accept-Language %j is %s', (uiLocales, acceptLanguage, language) => {
    expect(negotiateLanguage(uiLocales, acceptLanguage)).toBe(language);
  });

  it('reads a bounded part of what it is sent', async () => {
    const sent = ['x-'.repeat(8000), `${'x,'.repeat(500_000)}de`] as const;
    expect(await processorTime(() => expect(negotiateLanguage(...sent)).toBe('en'))).toBeLessThan(500);
  });
});
