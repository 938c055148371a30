import { type Problem, problemsOfItems } from './problem.js';
import { type TextLimits, textProblem } from './text.js';

export interface TextListLimits extends TextLimits {
  /** Items. */
  readonly most: number;
}

/** Whether a member is a list of different texts. Each problem names its item. */
export function textListProblems(field: string, value: unknown, limits: TextListLimits): Problem[] {
  if (!Array.isArray(value)) return [{ field, problem: 'must be a list of strings' }];
  if (value.length > limits.most) return [{ field, problem: `must hold no more than ${limits.most} items` }];
  const bad = problemsOfItems(field, value, (item) => textProblem(item, limits));
  return bad.length > 0 ? bad : repetitions(field, value);
}

function repetitions(field: string, items: readonly string[]): Problem[] {
  return items.flatMap((item, index) => {
    const first = items.indexOf(item);
    return first === index
      ? []
      : [{ field: `${field}[${index}]`, problem: `repeats ${field}[${first}]; remove one` }];
  });
}
