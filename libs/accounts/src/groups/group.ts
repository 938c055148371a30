import type { FieldProblem } from '../account-errors.js';
import type { GroupEntity } from './group.entity.js';

export type Group = Readonly<GroupEntity>;

/** What an administrator says of a group. */
export interface GroupFields {
  readonly name: string;
  readonly description: string | null;
}

/** Groups that one person may be in: their ids stand in the person's row. */
export const MOST_GROUPS = 100;

const PRINTABLE = /^[^\p{Cc}]+$/u;

/** Everything that is wrong with what was given. */
export function groupProblems({ name, description }: GroupFields): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!PRINTABLE.test(name) || name.length > 128 || name !== name.trim()) {
    problems.push({
      field: 'name',
      problem: 'must be a text of 1 to 128 characters, without spaces at its ends',
    });
  }
  if (description !== null && (description.length > 1000 || description === '')) {
    problems.push({ field: 'description', problem: 'must be a text of 1 to 1000 characters, or null' });
  }
  return problems;
}

/** Nobody has made such a group. */
export class GroupNotFound extends Error {
  override readonly name = 'GroupNotFound';

  constructor() {
    super('there is no such group');
  }
}

/** Another group has this name. */
export class GroupNameTaken extends Error {
  override readonly name = 'GroupNameTaken';

  constructor(options?: ErrorOptions) {
    super('another group has this name', options);
  }
}

/** The person is in as many groups as a person may be. */
export class TooManyGroups extends Error {
  override readonly name = 'TooManyGroups';

  constructor() {
    super(`a person may be in ${MOST_GROUPS} groups at most`);
  }
}
