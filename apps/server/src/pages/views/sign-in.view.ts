import { type Content, type Html, html } from '../html/html.js';
import type { SignInRefusal, SignInView } from './models/sign-in.js';
import { clientFace, clientLinks, clientName } from './parts/client.js';
import { field } from './parts/field.js';
import { otherWay } from './parts/other-way.js';
import { page } from './parts/page.js';
import { personChip, personName } from './parts/person.js';
import { postForm } from './parts/post-form.js';

const PROBLEM_ID = 'problem';

/** Which the person can put right in the fields; the others are about time and load. */
const ABOUT_FIELDS: readonly SignInRefusal[] = ['wrong', 'incomplete'];

/** `/sign-in`: `input[name=username]`, `input[name=password]`, `#sign-in-submit`, or `#continue-as`, `#use-another-account`. */
export function renderSignIn(view: SignInView): string {
  const { messages, client, refusal } = view;
  const content = html`<div class="lead">${client && clientFace(client, view)}${heading(view)}</div>
${refusal && refusalNotice(view)}
${question(view)}
${signUpInstead(view)}
${client && clientLinks(client, view)}`;
  return page(view, { title: messages.signIn.title, failed: refusal !== undefined }, content);
}

function heading({ messages: { signIn }, client, question }: SignInView): Html {
  const name = client && clientName(client);
  const unexpected = question.ask === 'credentials' && question.unexpected;
  const [title, text] = {
    credentials: [
      name ? signIn.toClient(name) : signIn.toAccount,
      name && unexpected && signIn.otherForClient(name, personName(unexpected)),
    ],
    password: [signIn.again, name ? signIn.againForClient(name) : signIn.againForAccount],
    account: [signIn.choose, name ? signIn.chooseForClient(name) : signIn.chooseForAccount],
  }[question.ask];
  return html`<h1>${title}</h1>${text && html`<p class="muted">${text}</p>`}`;
}

function refusalNotice(view: SignInView): Html {
  const { messages, reference } = view;
  return html`<div class="notice bad" role="alert"><p id="${PROBLEM_ID}">${refusalText(view)}</p>
${reference && html`<p class="small">${messages.errorDetails.reference} <code class="copy" id="sign-in-reference">${reference}</code></p>`}</div>`;
}

function refusalText({ messages: { signInRefused }, refusal }: SignInView): string | undefined {
  if (refusal?.reason !== 'throttled') return refusal && signInRefused[refusal.reason];
  return signInRefused.throttled(Math.max(1, Math.ceil((refusal.retry_after ?? 60) / 60)));
}

function question(view: SignInView): Content {
  const { messages, question } = view;
  switch (question.ask) {
    case 'credentials':
      return signInForm(
        view,
        html`${usernameField(view, question.username)}
${passwordField(view, Boolean(question.username))}`,
      );
    case 'password':
      return html`${personChip(question.person, view)}
${signInForm(
  view,
  html`${usernameField(view, question.person.username)}
${passwordField(view, true)}`,
)}
${choiceForm(view, html`<p><span class="muted small">${messages.signIn.notYou}</span> ${anotherButton(view, 'text')}</p>`)}`;
    case 'account':
      return html`${personChip(question.person, view)}
${choiceForm(
  view,
  html`<div class="choices"><button class="primary" id="continue-as" name="choice" value="continue">${messages.signIn.continueAs(
    personName(question.person),
  )}</button>${anotherButton(view)}</div>`,
)}`;
  }
}

/** Not for somebody whom the application knows, or expects. */
function signUpInstead({ messages: { signIn }, question, signUpLink }: SignInView): Content {
  if (question.ask !== 'credentials' || question.unexpected) return undefined;
  return otherWay({ id: 'sign-up-instead', text: signIn.noAccount, label: signIn.signUp, to: signUpLink });
}

function problemId({ refusal }: SignInView): string | undefined {
  return refusal && ABOUT_FIELDS.includes(refusal.reason) ? PROBLEM_ID : undefined;
}

/** Open to change even where it is known whose it is: programs that fill the page in write all of it. */
function usernameField(view: SignInView, value: string | undefined): Html {
  return field({
    name: 'username',
    label: view.messages.signIn.username,
    type: 'text',
    autocomplete: 'username',
    value,
    problemId: problemId(view),
    focus: !value,
  });
}

function passwordField(view: SignInView, focus: boolean): Html {
  return field({
    name: 'password',
    label: view.messages.signIn.password,
    type: 'password',
    autocomplete: 'current-password',
    problemId: problemId(view),
    focus,
  });
}

function signInForm(view: SignInView, fields: Content): Html {
  return choiceForm(
    view,
    html`${fields}
<button class="primary" id="sign-in-submit">${view.messages.signIn.submit}</button>`,
  );
}

function choiceForm({ base, request, ticket }: SignInView, content: Content): Html {
  return postForm(`${base}/sign-in`, { request, ticket }, content);
}

function anotherButton({ messages }: SignInView, look?: 'text'): Html {
  return html`<button${look && html` class="${look}"`} id="use-another-account" name="choice" value="another">${messages.signIn.another}</button>`;
}
