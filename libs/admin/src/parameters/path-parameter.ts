import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { DescribeProblems } from '../openapi/describe-problems.js';
import { onHandler } from '../openapi/on-handler.js';
import { invalidField } from '../problems/problem-error.js';

interface Form {
  readonly matches: RegExp;
  /** To be read after the parameter's name. */
  readonly rule: string;
  readonly description: string;
  readonly example: string;
}

/** Refuses a parameter of another form before anybody looks it up. */
class FormPipe implements PipeTransform<string, string> {
  constructor(
    private readonly name: string,
    private readonly form: Form,
  ) {}

  /** @throws ProblemError validation_failed */
  transform(value: string): string {
    if (this.form.matches.test(value)) return value;
    throw invalidField(this.name, this.form.rule);
  }
}

/** A decorator for a parameter in the path, with its rule and its line in the OpenAPI document. */
export function pathParameter(name: string, form: Form): () => ParameterDecorator {
  const { matches, description, example } = form;
  const schema = { type: 'string', pattern: matches.source, example } as const;
  return () =>
    onHandler(
      Param(name, new FormPipe(name, form)),
      ApiParam({ name, description, schema }),
      DescribeProblems('validation_failed', 'not_found'),
    );
}
