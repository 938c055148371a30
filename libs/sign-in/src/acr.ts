/**
 * The `acr` value of a sign-in by password alone (`amr` of RFC 8176: `pwd`): one factor, something that the person
 * knows, resistant neither to phishing nor to theft. Portico's own name, so that it claims no level of anybody's
 * framework. OpenID Connect Core 1.0 §2
 */
export const ACR_PASSWORD = 'urn:portico:acr:password';

/** What a person can reach by signing in here. */
export const ACR_VALUES: readonly string[] = [ACR_PASSWORD];
