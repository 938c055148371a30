import type { PolicyAccess, PolicyAssignment, PolicyParameter } from '#libs/accounts';
import { fitsType } from '../document/criterion.js';
import { InvalidPolicy, type PolicyProblem } from '../document/policy-error.js';
import { isObject, list, object, type Read, type Report, text } from '../document/reading.js';
import type { Policy } from '../engine/policy.js';

/** Policies that one client, person, role or group may have itself. */
const MOST = 20;

const flag: Read<boolean> = (value, at, report) => {
  if (typeof value !== 'boolean') report(at, 'must be true or false');
  return value === true;
};

const parameters: Read<PolicyAssignment['parameters']> = (value, at, report) => {
  if (!isObject(value)) {
    report(at, 'must be an object');
    return {};
  }
  return Object.fromEntries(Object.entries(value)) as Record<string, PolicyParameter>;
};

const assignment: Read<PolicyAssignment> = object<PolicyAssignment>({
  policy_id: { read: text(36) },
  parameters: { read: parameters, otherwise: {} },
});

const assignments = list(assignment, { most: MOST });

/** What is to be; `unrestricted` undefined when nobody said. */
export type Access = Pick<PolicyAccess, 'access_policies'> & { readonly unrestricted: boolean | undefined };

const access: Read<Access> = object<Access>({
  unrestricted: { read: flag, otherwise: undefined },
  access_policies: { read: assignments },
});

/** Of roles and groups, which are themselves neither restricted nor unrestricted. */
const sharedAccess = object<Pick<PolicyAccess, 'access_policies'>>({
  access_policies: { read: assignments },
});

type Find = (id: string) => Policy | undefined;

/**
 * What a client or person is to have, from what was sent.
 * @param find the policies that there are
 * @throws InvalidPolicy that points to each member at fault
 */
export function readAccess(sent: unknown, find: Find): Access {
  return checked(access, sent, find);
}

/** What everybody of a role or group is to have. @throws InvalidPolicy */
export function readSharedAccess(sent: unknown, find: Find): readonly PolicyAssignment[] {
  return checked(sharedAccess, sent, find).access_policies;
}

function checked<T extends Pick<PolicyAccess, 'access_policies'>>(
  read: Read<T>,
  sent: unknown,
  find: Find,
): T {
  const problems: PolicyProblem[] = [];
  const report: Report = (field, problem) => problems.push({ field: field === '' ? '/' : field, problem });
  const found = read(sent, '', report);
  if (problems.length === 0) {
    for (const [index, one] of found.access_policies.entries()) {
      checkParameters(one, find(one.policy_id), `/access_policies/${index}`, report);
    }
  }
  if (problems.length > 0) throw new InvalidPolicy(problems);
  return found;
}

/** Each parameter that the policy declares, of its type, and no other. */
function checkParameters(
  given: PolicyAssignment,
  policy: Policy | undefined,
  at: string,
  report: Report,
): void {
  if (!policy) {
    report(`${at}/policy_id`, 'must be the id of an access policy');
    return;
  }
  const declared = new Map(policy.parameters.map(({ name, type }) => [name, type]));
  for (const [name, value] of Object.entries(given.parameters)) {
    const type = declared.get(name);
    if (type === undefined) {
      report(
        /^\w{1,64}$/.test(name) ? `${at}/parameters/${name}` : `${at}/parameters`,
        'is no parameter of the policy',
      );
    } else if (!fitsType(value, type)) report(`${at}/parameters/${name}`, `must be of the type ${type}`);
  }
  for (const name of declared.keys()) {
    if (!Object.hasOwn(given.parameters, name)) report(`${at}/parameters/${name}`, 'is missing');
  }
}
