import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './language.js';
import { messagesFor } from './messages.js';

type Entry = readonly [path: string, message: unknown];

function entries(node: object, path = ''): Entry[] {
  return Object.entries(node).flatMap(([key, value]): Entry[] =>
    typeof value === 'object' ? entries(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  );
}

const english = new Map(entries(messagesFor('en')));

describe.each(LANGUAGES)('the messages in %s', (language) => {
  const messages = entries(messagesFor(language));

  it('name their own language', () => {
    expect(messagesFor(language).language).toBe(language);
  });

  it.each(messages)('%s is not empty, and says each of its values as a word of its own', (_path, message) => {
    const values = ['⟦1⟧', '⟦2⟧'].slice(0, typeof message === 'function' ? message.length : 0);
    const text = typeof message === 'function' ? message(...values) : message;
    expect(text).toMatch(/\S/);
    for (const value of values) expect(` ${text} `).toMatch(new RegExp(`[\\s¿]${value}[\\s?.,:]`));
    expect(text).not.toMatch(/\$|undefined| {2}|\n|'/);
  });

  it('call a button in full what it is called in short (WCAG 2.5.3)', () => {
    const { account } = messagesFor(language);
    expect(account.removeLabel('x')).toMatch(new RegExp(`^${account.remove}`));
    expect(account.openLabel('x')).toMatch(new RegExp(`^${account.open}`));
    expect(account.endSessionLabel('x')).toMatch(new RegExp(`^${account.endSession}`));
  });

  it('count one minute and many', () => {
    const { throttled } = messagesFor(language).signInRefused;
    expect(throttled(1)).not.toMatch(/1/);
    expect(throttled(5)).toMatch(/\b5\b/);
  });
});

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the messages in %s', (language) => {
  it('repeat no English sentence', () => {
    const messages = entries(messagesFor(language));
    expect(
      messages.filter(
        ([path, text]) => typeof text === 'string' && /\s/.test(text) && english.get(path) === text,
      ),
    ).toEqual([]);
  });
});
