import { describe, expect, it } from 'vitest';
import { html, raw } from './html.js';

describe('html', () => {
  it.each([
    ['"><script>alert(1)</script>', '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
    ["' onfocus='x", '&#39; onfocus=&#39;x'],
    ['a & b', 'a &amp; b'],
    ['&amp;', '&amp;amp;'],
    ['<!-- --> ]]>', '&lt;!-- --&gt; ]]&gt;'],
    ['$& $1 $`', '$&amp; $1 $`'],
    ['', ''],
  ])('escapes %j in text and in attributes', (value, escaped) => {
    expect(String(html`<p title="${value}">${value}</p>`)).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('takes nested templates as they are and escapes what is in them once', () => {
    expect(String(html`<p>${html`<b>${'<'}</b>`}</p>`)).toBe('<p><b>&lt;</b></p>');
  });

  it('takes arrays, of templates and of text, at any depth', () => {
    expect(String(html`${[html`<i></i>`, '<', [1, html`<b></b>`]]}`)).toBe('<i></i>&lt;1<b></b>');
  });

  it('shows nothing for undefined, null and false, and shows zero', () => {
    expect(String(html`[${undefined}${null}${false}${0}]`)).toBe('[0]');
  });

  it('takes raw markup as it is', () => {
    expect(String(html`${raw('<svg></svg>')}`)).toBe('<svg></svg>');
  });
});
