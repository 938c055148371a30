import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Schemes that a browser acts on itself; handing a code to one would hand it to whoever wrote the URI. */
const BROWSER_SCHEMES: ReadonlySet<string> = new Set(
  'about blob data file filesystem ftp http https javascript mailto vbscript view-source ws wss'.split(' '),
);

/** RFC 3986 §3.1, RFC 8252 §7.1 */
export function isPrivateUseScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*$/i.test(text) && !BROWSER_SCHEMES.has(text.toLowerCase());
}

export function IsPrivateUseScheme(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isPrivateUseScheme',
      validator: {
        validate: (value: unknown) => isPrivateUseScheme(String(value)),
        defaultMessage: () => 'must be URI schemes of applications, without colon, separated by commas',
      },
    },
    options,
  );
}
