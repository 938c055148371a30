import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { usablePassword } from './password-form.js';
import { passwordProblem } from './password-rules.js';

describe('NIST SP 800-63B §5.1.1.2: a new password', () => {
  it.each([
    ['', 'too_short'],
    ['short7!', 'too_short'],
    ['k8#Vq2!x', undefined],
    ['😀🐴🔋📎🌵🎷🛶🧀', undefined],
    ['😀🐴🔋📎🌵🎷🛶', 'too_short'],
    ['e\u0301e\u0301e\u0301e\u0301xyz', 'too_short'],
    [`${'x'.repeat(1020)}abcd`, undefined],
    [`${'x'.repeat(1020)}abcde`, 'too_long'],
    [`${'ab😀'.repeat(341)}c`, undefined],
    ['e\u0301y'.repeat(512), undefined],
    ['a'.repeat(1_000_000), 'too_long'],
    ['        pass phrase ', undefined],
    ['tab\tand\nline', undefined],
    ['nul\0inside it', 'unusable_character'],
    ['half \ud83d of a pair', 'unusable_character'],
    ['password', 'common'],
    ['PassWord123', 'common'],
    ['12345678', 'common'],
    ['qwertyuiop', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['😀😀😀😀😀😀😀😀', 'common'],
    ['correct horse battery staple', undefined],
  ])('%j: %s', (password, problem) => {
    expect(passwordProblem(password, {})).toBe(problem);
  });

  it.each([
    ['alice.liddell@example.com', 'personal'],
    ['AliceLiddell', 'personal'],
    ['Alice-Liddell-1', 'personal'],
    ['liddell2024', 'personal'],
    ['whiterabbit!', 'personal'],
    ['alice went down the hole', undefined],
    ['enabled-12', undefined],
  ])('of a known person, %j: %s', (password, problem) => {
    const owner = {
      email: 'alice.liddell@example.com',
      name: 'Alice Liddell',
      nickname: null,
      preferred_username: 'WhiteRabbit',
      status: 'enabled',
    };
    expect(passwordProblem(password, owner)).toBe(problem);
  });

  it('is the same however the keyboard composes its accents', () => {
    expect(usablePassword('pa\u0301ss')).toBe(usablePassword('p\u00e1ss'));
    expect(usablePassword(' pass ')).toBe(' pass ');
  });

  it('of a megabyte is refused at once', async () => {
    const huge = 'e\u0301'.repeat(5_000_000);
    expect(await processorTime(() => expect(usablePassword(huge)).toBeUndefined())).toBeLessThan(50);
  });
});
