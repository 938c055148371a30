import { OAuthError } from '#libs/protocol';

type Properties = Readonly<Record<string, unknown>>;

/** May this subject do this to that? OpenID AuthZEN Authorization API 1.0 §5 */
export interface EvaluationRequest {
  readonly subject: { readonly type: string; readonly id: string; readonly properties: Properties };
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string; readonly properties: Properties };
  readonly context: Properties;
}

/** When to stop. §7.1.2 */
export const SEMANTICS = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof SEMANTICS)[number];

/** Several questions, each with the defaults of all. §7.1 */
export interface EvaluationsRequest {
  readonly semantic: Semantic;
  /** Each is to be read by itself, so that one that is wrong doesn't spoil the others. */
  readonly evaluations: readonly Properties[];
}

/** Questions in one request. */
const MOST = 100;
/** Characters of a type, an id or a name. */
const LONGEST = 1000;
/** No attribute of a criterion is deeper; `JSON.stringify` and its like recurse. */
const DEEPEST = 20;

/** @throws OAuthError invalid_request that names the member at fault */
export function readEvaluation(sent: unknown): EvaluationRequest {
  const request = objectAt(sent, 'the body');
  assertShallow(request);
  const subject = objectAt(own(request, 'subject'), 'subject');
  const action = objectAt(own(request, 'action'), 'action');
  const resource = objectAt(own(request, 'resource'), 'resource');
  return {
    subject: {
      type: textAt(own(subject, 'type'), 'subject.type'),
      id: textAt(own(subject, 'id'), 'subject.id'),
      properties: objectAt(own(subject, 'properties') ?? {}, 'subject.properties'),
    },
    action: { name: textAt(own(action, 'name'), 'action.name') },
    resource: {
      type: textAt(own(resource, 'type'), 'resource.type'),
      id: textAt(own(resource, 'id'), 'resource.id'),
      properties: objectAt(own(resource, 'properties') ?? {}, 'resource.properties'),
    },
    context: objectAt(own(request, 'context') ?? {}, 'context'),
  };
}

/** Undefined when there are no `evaluations`: then the request is a single one. §7.1 @throws OAuthError invalid_request */
export function readEvaluations(sent: unknown): EvaluationsRequest | undefined {
  const { evaluations, options, ...defaults } = { ...objectAt(sent, 'the body') };
  assertShallow(objectAt(sent, 'the body'));
  if (evaluations === undefined) return undefined;
  if (!Array.isArray(evaluations) || evaluations.length > MOST) {
    throw invalid(`evaluations must be a list of at most ${MOST}`);
  }
  if (evaluations.length === 0) return undefined;
  return {
    semantic: semanticOf(options),
    evaluations: evaluations.map((one, index) => ({
      ...defaults,
      ...objectAt(one, `evaluations[${index}]`),
    })),
  };
}

function semanticOf(options: unknown): Semantic {
  if (options === undefined) return 'execute_all';
  const asked = own(objectAt(options, 'options'), 'evaluations_semantic') ?? 'execute_all';
  const semantic = SEMANTICS.find((one) => one === asked);
  if (!semantic) throw invalid(`options.evaluations_semantic must be one of ${SEMANTICS.join(', ')}`);
  return semantic;
}

function own(object: Properties, member: string): unknown {
  return Object.hasOwn(object, member) ? object[member] : undefined;
}

function objectAt(value: unknown, at: string): Properties {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid(`${at} must be a JSON object`);
}

function textAt(value: unknown, at: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= LONGEST) return value;
  throw invalid(`${at} must be a text of 1 to ${LONGEST} characters`);
}

function assertShallow(value: unknown): void {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) throw invalid(`the body must not nest deeper than ${DEEPEST} levels`);
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}

function invalid(description: string): OAuthError {
  return new OAuthError('invalid_request', description, { rule: 'AuthZEN Authorization API 1.0' });
}
