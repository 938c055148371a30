import { describe, expect, it } from 'vitest';
import { chooseLocale, languageOf } from './locale.js';

describe('The language of the console', () => {
  it.each([
    [['de-AT', 'en'], 'de-AT'],
    [['ja', 'fr-CA', 'en'], 'fr-CA'],
    [['ES'], 'ES'],
    [['en-GB', 'de'], 'en-GB'],
    // Estonian is neither Spanish nor unknown to people: two letters of three don't make a language.
    [['est', 'de'], 'de'],
    [['constructor', 'ja'], 'en'],
    [[], 'en'],
  ])('is the first wanted one that it speaks, with its region: of %j %s', (wanted, chosen) => {
    expect(chooseLocale(wanted)).toBe(chosen);
  });

  it('is none for a tag that only begins like one', () => {
    expect(languageOf('frp')).toBeUndefined();
    expect(languageOf('fr-CH')).toBe('fr');
  });
});
