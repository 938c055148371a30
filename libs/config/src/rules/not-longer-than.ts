import { ValidateBy, type ValidationArguments } from 'class-validator';

/** A duration that another setting bounds. */
export function NotLongerThan(other: string, otherKey: string): PropertyDecorator {
  return ValidateBy({
    name: 'notLongerThan',
    validator: {
      validate: (value: unknown, context?: ValidationArguments) =>
        !Object.entries(context?.object ?? {}).some(
          ([name, bound]) => name === other && Number(value) > bound,
        ),
      defaultMessage: () => `must not be longer than ${otherKey}`,
    },
  });
}
