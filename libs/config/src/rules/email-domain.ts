import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isHostName } from './address.js';

/** The form in which domains are compared: lower case, international ones in ASCII (UTS #46). */
export function normaliseEmailDomain(text: string): string {
  return domainToASCII(text.toLowerCase());
}

/** What stands behind the @ of an e-mail address; no wildcard, and no address of a machine. */
export function IsEmailDomain(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isEmailDomain',
      validator: {
        validate: (value: unknown) => isHostName(String(value)) && isIP(String(value)) === 0,
        defaultMessage: () => 'must be domains as they stand behind the @, separated by commas',
      },
    },
    options,
  );
}
