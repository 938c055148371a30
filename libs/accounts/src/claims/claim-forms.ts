import { isEmail } from 'class-validator';
import { normaliseSignInName } from '#libs/protocol';

/** ISO 8601 `YYYY-MM-DD`, where the year may be `0000` (omitted), or `YYYY` alone. OpenID Connect Core 1.0 §5.1 */
export function isBirthdate(text: string): boolean {
  if (/^(?!0000)\d{4}$/.test(text)) return true;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  // An omitted year may have been a leap year; the day must be in the calendar, which Date.parse lets overflow.
  const date = new Date(`${text.replace(/^0000/, '2000')}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text.slice(5);
}

/** A name of the IANA time zone database, as far as this runtime knows it; not an offset. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
}

/** A BCP 47 language tag, not `en_US`, which OpenID Connect Core 1.0 §5.1 leaves to the leniency of clients. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** An address that a page may link to or show: http or https, so never `javascript:`; no credentials inside. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^/\\]/i.test(text) || /[\s\\\p{Cf}]/u.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** RFC 5322 addr-spec in its usual form; the domain may be a local name, and international. */
export function isEmailAddress(text: string): boolean {
  return isEmail(text, { require_tld: false }) && normaliseSignInName(text) !== undefined;
}

/**
 * E.164, with the visual separators that OpenID Connect Core 1.0 §5.1 has in its example, and an extension as
 * RFC 3966 writes it: `+1 (604) 555-1234;ext=5678`.
 */
export function isPhoneNumber(text: string): boolean {
  const [, number = ''] = /^(\+[0-9 ().-]+)(;ext=[0-9]{1,7})?$/.exec(text) ?? [];
  return /^\+[1-9][0-9]{4,14}$/.test(number.replaceAll(/[ ().-]/g, ''));
}
