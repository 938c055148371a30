import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Why this can't be the database's URL, or undefined when it can. */
export function problemWithDatabaseUrl(text: string): string | undefined {
  if (text.startsWith('sqlite:')) return text === 'sqlite:' ? 'must name a file: sqlite:FILE' : undefined;
  if (!/^(mysql|mariadb):\/\//.test(text))
    return 'must be sqlite:FILE, mysql://USER:PASSWORD@HOST:PORT/DATABASE or mariadb://…';
  // A special scheme, so that the host is parsed as strictly as a browser does.
  const url = text.replace(/^\w+/, 'http');
  if (!URL.canParse(url)) return 'must be a URL; special characters in the password are percent-encoded';
  return /^\/[^/]+$/.test(new URL(url).pathname) ? undefined : 'must name the database: …HOST:PORT/DATABASE';
}

export function IsDatabaseUrl(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isDatabaseUrl',
      validator: {
        validate: (value: unknown) => problemWithDatabaseUrl(String(value)) === undefined,
        defaultMessage: (context) => problemWithDatabaseUrl(String(context?.value)) ?? '',
      },
    },
    options,
  );
}
