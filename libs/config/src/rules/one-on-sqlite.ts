import { ValidateBy, type ValidationArguments } from 'class-validator';

/** A number of processes: SQLite has one that writes. */
export function OneOnSqlite(): PropertyDecorator {
  return ValidateBy({
    name: 'oneOnSqlite',
    validator: {
      validate: (value: unknown, context?: ValidationArguments) =>
        !(Number(value) > 1 && urlOf(context).startsWith('sqlite:')),
      defaultMessage: () => 'is more than 1, which needs MySQL or MariaDB (PORTICO_DATABASE_URL)',
    },
  });
}

function urlOf(context: ValidationArguments | undefined): string {
  const { url } = (context?.object ?? {}) as { readonly url?: unknown };
  return String(url);
}
