import { type Html, html } from '../../html/html.js';

export interface Field {
  /** The form's name for it, and its id unless it has one of its own. */
  readonly name: string;
  readonly id?: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'password';
  /** HTML §4.10.18.7.1. */
  readonly autocomplete: 'off' | 'username' | 'email' | 'name' | 'current-password' | 'new-password';
  readonly value?: string;
  readonly hint?: string;
  /** What is wrong with it, in words. */
  readonly problem?: string;
  /** The id of a text elsewhere on the page that says what is wrong, for fields that fail together. */
  readonly problemId?: string;
  /** The id of a text elsewhere on the page that explains it. */
  readonly describedBy?: string;
  readonly minLength?: number;
  readonly focus?: boolean;
}

/** A labelled input; what is said about it is tied to it, so that a screen reader says it with the label. */
export function field(input: Field): Html {
  const { name, id = name, type, value, hint, problem, problemId, minLength } = input;
  const described = [problem && `${name}-problem`, problemId, hint && `${name}-hint`, input.describedBy]
    .filter(Boolean)
    .join(' ');
  return html`<div class="field">
<label for="${id}">${input.label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && html`<p class="wrong" id="${name}-problem">${problem}</p>`}
<input id="${id}" name="${name}" type="${type}" autocomplete="${input.autocomplete}" required${[
    value !== undefined && html` value="${value}"`,
    minLength && html` minlength="${minLength}"`,
    described && html` aria-describedby="${described}"`,
    (problem || problemId) && html` aria-invalid="true"`,
    type !== 'password' && html` autocapitalize="${capitals(input)}" spellcheck="false"`,
    input.focus && html` autofocus`,
  ]}>
</div>`;
}

/** HTML §6.8.5: what an on-screen keyboard begins with. */
function capitals({ type, autocomplete }: Field): 'none' | 'words' | 'characters' {
  if (autocomplete === 'off') return 'characters';
  return type === 'text' && autocomplete === 'name' ? 'words' : 'none';
}
