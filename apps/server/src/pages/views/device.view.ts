import { type Html, html } from '../html/html.js';
import { plainText } from '../html/plain-text.js';
import type { DeviceConfirmView, DeviceDoneView, DeviceView } from './models/device.js';
import { clientFace, clientLinks, clientName } from './parts/client.js';
import { moment, time } from './parts/date.js';
import { field } from './parts/field.js';
import { page } from './parts/page.js';
import { personChip } from './parts/person.js';
import { postForm } from './parts/post-form.js';
import { scopeList } from './parts/scopes.js';

const PROBLEM_ID = 'problem';

/** `/device`: `#user-code`, `#device-submit`. */
export function renderDevice(view: DeviceView): string {
  const { messages, base, refusal } = view;
  const { device } = messages;
  const content = html`<div class="lead"><h1>${device.heading}</h1><p class="muted">${device.text}</p></div>
${refusal && refusalNotice(view)}
${postForm(
  `${base}/device`,
  {},
  html`${field({
    id: 'user-code',
    name: 'user_code',
    label: device.code,
    hint: device.codeHint,
    type: 'text',
    autocomplete: 'off',
    problemId: refusal?.reason === 'wrong' ? PROBLEM_ID : undefined,
    focus: true,
  })}
<button class="primary" id="device-submit">${device.submit}</button>`,
)}`;
  return page(view, { title: device.title, failed: refusal !== undefined }, content);
}

function refusalNotice({ messages, refusal, reference }: DeviceView): Html {
  const { throttled, wrong, gone } = messages.deviceRefused;
  const minutes = Math.max(1, Math.ceil((refusal?.retry_after ?? 60) / 60));
  const text = { throttled: throttled(minutes), wrong, gone }[refusal?.reason ?? 'wrong'];
  return html`<div class="notice bad" role="alert"><p id="${PROBLEM_ID}">${text}</p>
${reference && html`<p class="small">${messages.errorDetails.reference} <code class="copy" id="device-reference">${reference}</code></p>`}</div>`;
}

/**
 * `#device-allow`, `#device-deny`. It always asks, and shows the code, where the device asked from and when, for
 * somebody else may have sent the person here with a device of their own. RFC 8628 §5.4
 */
export function renderDeviceConfirm(view: DeviceConfirmView): string {
  const { messages, base, client, scopes, user_code, ticket } = view;
  const { consent, device } = messages;
  const name = clientName(client);
  const content = html`<div class="lead">${clientFace(client, view)}<h1>${device.confirmHeading(name)}</h1></div>
${personChip(view.person, view)}
${origin(view)}
<div class="notice bad"><p>${device.warning}</p></div>
${
  scopes.length === 0
    ? html`<p>${consent.nothing(name)}</p>`
    : html`<div class="choices"><p>${consent.asked(name)}</p>${scopeList(scopes, messages)}</div>`
}
${postForm(
  `${base}/device/decision`,
  { user_code, ticket },
  html`<div class="choices">
<button class="primary" id="device-allow" name="decision" value="allow">${consent.allow}</button>
<button id="device-deny" name="decision" value="deny">${consent.deny}</button>
</div>
<p class="muted small">${consent.remembered}</p>`,
)}
${clientLinks(client, view)}`;
  return page(view, { title: device.confirmTitle(name) }, content);
}

function origin({ messages, shown_code, ip, asked_at }: DeviceConfirmView): Html {
  const { device, language } = messages;
  return html`<dl class="facts">
<div><dt>${device.shownCode}</dt><dd><code class="reference" id="shown-code">${shown_code}</code></dd></div>
${ip && html`<div><dt>${device.from}</dt><dd id="asked-from">${plainText(ip)}</dd></div>`}
<div><dt>${device.at}</dt><dd>${time(asked_at, moment(asked_at, language))}</dd></div>
</dl>`;
}

/** Back to the device. */
export function renderDeviceDone(view: DeviceDoneView): string {
  const { messages, base, client, allowed } = view;
  const { device } = messages;
  const name = clientName(client);
  const [title, text] = allowed
    ? [device.allowedTitle, device.allowedText(name)]
    : [device.deniedTitle, device.deniedText(name)];
  const content = html`<div class="lead"><h1>${title}</h1><p class="muted" id="device-done">${text}</p></div>
<div class="choices"><a class="button" href="${base}/account">${messages.welcome.account}</a></div>`;
  return page(view, { title }, content);
}
