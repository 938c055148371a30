/** One thing that is wrong with what was sent, to be read as a sentence: `redirect_uris[1]` `must be https`. */
export interface Problem {
  /** The member at fault, with its index where it is in a list. */
  readonly field: string;
  /** What is wrong and what to write instead; never the value. */
  readonly problem: string;
}

/** A problem for each item of a list that a check finds fault with. */
export function problemsOfItems(
  field: string,
  items: readonly string[],
  check: (item: string) => string | undefined,
): Problem[] {
  return items.flatMap((item, index) => problemOf(`${field}[${index}]`, check(item)));
}

/** The problem of one member, when a check found one. */
export function problemOf(field: string, problem: string | undefined): Problem[] {
  return problem === undefined ? [] : [{ field, problem }];
}
