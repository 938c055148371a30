import { domainToASCII } from 'node:url';

/** Characters of the normalised form; RFC 5321 §4.5.3.1 allows 64 + 1 + 255 for an e-mail address. */
const LONGEST = 320;
/** Controls, invisible formatting, lone surrogates, private use and white space: names that look like others. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{White_Space}]/u;
/** Where a URL parser would stop reading a host, or read something else. */
const NOT_IN_A_DOMAIN = /[/?#:@\\%[\]]/;

/**
 * The form in which sign-in names are compared: NFKC, lower case, an e-mail's domain in its ASCII form
 * (UTS #46); white space around it is forgiven. Normalising twice changes nothing.
 * @returns undefined for a text that can't be anyone's sign-in name
 */
export function normaliseSignInName(text: string): string | undefined {
  if (text.length > LONGEST * 2) return undefined;
  const name = text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  if (name === '' || REFUSED.test(name)) return undefined;
  const at = name.lastIndexOf('@');
  const normalised = at < 0 ? name : normaliseAddress(name.slice(0, at), name.slice(at + 1));
  return normalised !== undefined && normalised.length <= LONGEST ? normalised : undefined;
}

function normaliseAddress(local: string, domain: string): string | undefined {
  if (local === '' || NOT_IN_A_DOMAIN.test(domain) || domain.endsWith('.')) return undefined;
  const ascii = domainToASCII(domain);
  return ascii === '' ? undefined : `${local}@${ascii}`;
}
