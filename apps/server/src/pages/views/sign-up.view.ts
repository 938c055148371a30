import { type Content, type Html, html } from '../html/html.js';
import type { SignUpView } from './models/sign-up.js';
import { clientFace, clientLinks, clientName } from './parts/client.js';
import { field } from './parts/field.js';
import { otherWay } from './parts/other-way.js';
import { page } from './parts/page.js';
import { passwordRules, RULES_ID } from './parts/password-rules.js';
import { personName } from './parts/person.js';
import { postForm } from './parts/post-form.js';
import { type FieldProblem, problemSummary } from './parts/problem-summary.js';

const PROBLEM_ID = 'problem';

/** `/sign-up`: `input[name=email]`, `input[name=name]`, `input[name=password]`, `#sign-up-submit`. */
export function renderSignUp(view: SignUpView): string {
  const { messages, client, besides, signInLink } = view;
  const { signUp } = messages;
  const wrong = problems(view);
  const content = html`<div class="lead">${client && clientFace(client, view)}<h1>${
    client ? signUp.toClient(clientName(client)) : signUp.toAccount
  }</h1>${besides && html`<p class="muted">${signUp.besides(personName(besides))}</p>`}</div>
${view.refusal ? refusalNotice(view) : problemSummary(view, wrong)}
${form(view, new Map(wrong))}
${otherWay({ id: 'sign-in-instead', text: signUp.haveAccount, label: signUp.signIn, to: signInLink })}
${client && clientLinks(client, view)}`;
  const failed = view.refusal !== undefined || wrong.length > 0;
  return page(view, { title: signUp.title, failed }, content);
}

/** In the order of the fields. */
function problems({ messages, problems = {} }: SignUpView): readonly FieldProblem[] {
  const { signUp, passwordProblems } = messages;
  const said = {
    email: problems.email && signUp.emailProblems[problems.email],
    name: problems.name && signUp.nameProblems[problems.name],
    password: problems.password && passwordProblems[problems.password],
  };
  return Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function form({ messages, base, request, ticket, values }: SignUpView, wrong: ReadonlyMap<string, string>) {
  const { signUp } = messages;
  const empty = values?.email ? 'name' : 'email';
  const first = [...wrong.keys()][0] ?? empty;
  return postForm(
    `${base}/sign-up`,
    { request, ticket },
    html`${field({ name: 'email', label: signUp.email, type: 'email', autocomplete: 'username', hint: signUp.emailHint, value: values?.email, problem: wrong.get('email'), focus: first === 'email' })}
${field({ name: 'name', label: signUp.name, type: 'text', autocomplete: 'name', value: values?.name, problem: wrong.get('name'), focus: first === 'name' })}
${field({ name: 'password', label: signUp.password, type: 'password', autocomplete: 'new-password', minLength: 8, problem: wrong.get('password'), describedBy: RULES_ID, focus: first === 'password' })}
${passwordRules(messages)}
<button class="primary" id="sign-up-submit">${signUp.submit}</button>`,
  );
}

function refusalNotice(view: SignUpView): Html {
  const { messages, reference } = view;
  return html`<div class="notice bad" role="alert"><p id="${PROBLEM_ID}">${refusalText(view)}</p>
${reference && html`<p class="small">${messages.errorDetails.reference} <code class="copy" id="sign-up-reference">${reference}</code></p>`}</div>`;
}

function refusalText({ messages: { signInRefused, signUp }, refusal }: SignUpView): Content {
  switch (refusal?.reason) {
    case 'throttled':
      return signInRefused.throttled(Math.max(1, Math.ceil((refusal.retry_after ?? 60) / 60)));
    case 'busy':
      return signInRefused.busy;
    default:
      return signUp.expired;
  }
}
