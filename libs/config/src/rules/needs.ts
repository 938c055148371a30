import { ValidateBy, type ValidationArguments } from 'class-validator';

/** A choice that means something only together with another setting. */
export function Needs(rule: {
  /** The value that needs it. */
  readonly when: string;
  readonly other: string;
  readonly otherKey: string;
}): PropertyDecorator {
  return ValidateBy({
    name: 'needs',
    validator: {
      validate: (value: unknown, context?: ValidationArguments) =>
        value !== rule.when || settingOf(context, rule.other) !== undefined,
      defaultMessage: () => `needs ${rule.otherKey} beside it`,
    },
  });
}

/** A setting that somebody gives in the belief that it protects, where it does nothing. */
export function MeaninglessWith(rule: {
  readonly other: string;
  readonly value: string;
  readonly otherKey: string;
}): PropertyDecorator {
  return ValidateBy({
    name: 'meaninglessWith',
    validator: {
      validate: (_: unknown, context?: ValidationArguments) => settingOf(context, rule.other) !== rule.value,
      defaultMessage: () => `protects nothing while ${rule.otherKey} is ${rule.value}`,
    },
  });
}

function settingOf(context: ValidationArguments | undefined, property: string): unknown {
  return Object.entries(context?.object ?? {}).find(([name]) => name === property)?.[1];
}
