import { type ArgumentMetadata, Injectable, type Type, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, invalidField, validationFailed } from '../problems/problem-error.js';
import { isDeeperThan } from './json-depth.js';
import { OptionalBody } from './optional-body.js';

/** No body of this API needs more than half of it; class-transformer and JSON.stringify recurse. */
const DEEPEST = 20;

/** Holds what was sent against its class: every rule of every member, and no members that the class doesn't have. */
@Injectable()
export class ClosedSchemaPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors: ValidationError[]) =>
        validationFailed(errors.flatMap((error) => faults(error))),
    });
  }

  /** An object that is an instance of the class afterwards. @throws ProblemError validation_failed */
  async check<T>(type: Type<T>, value: object): Promise<T> {
    return (await this.transform(value, { type: 'body', metatype: type })) as T;
  }

  /** @throws ProblemError validation_failed, malformed_request */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') {
      if (value === undefined && isOptional(metadata.metatype)) return super.transform({}, metadata);
      if (!isJsonObject(value)) throw invalidField('body', 'must be a JSON object');
      if (isDeeperThan(DEEPEST, value))
        throw invalidField('body', `must not nest deeper than ${DEEPEST} levels`);
    }
    return super.transform(value, metadata);
  }
}

function isOptional(type: ArgumentMetadata['metatype']): boolean {
  return type?.prototype instanceof OptionalBody;
}

function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name of a member that isn't ours is repeated only if it looks like one. */
const NAME = /^[\w.-]{1,64}$/;

function faults({ property, constraints = {}, children = [] }: ValidationError, path = ''): FieldError[] {
  const field = NAME.test(property) ? join(path, property) : path || 'body';
  const inside = children.flatMap((child) => faults(child, field));
  const [first] = Object.entries(constraints);
  if (first === undefined) return inside;
  const [constraint, message] = first;
  const detail = constraint === 'whitelistValidation' ? 'is not known here; leave it out' : message;
  return [{ field, detail }, ...inside];
}

function join(path: string, name: string): string {
  if (path === '') return name;
  return /^\d+$/.test(name) ? `${path}[${name}]` : `${path}.${name}`;
}
