import { ValidateBy, type ValidationArguments } from 'class-validator';

/** Two settings that mean something only together: this one is given, so the other one must be. */
export function ComesWith(other: string, otherKey: string): PropertyDecorator {
  return ValidateBy({
    name: 'comesWith',
    validator: {
      validate: (_: unknown, context?: ValidationArguments) =>
        Object.entries(context?.object ?? {}).some(([name, value]) => name === other && value !== undefined),
      defaultMessage: () => `needs ${otherKey} beside it`,
    },
  });
}
