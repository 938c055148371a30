import { describe, expect, it } from 'vitest';
import { readBrowserPage } from './browser-page.js';

const registration = {
  issuer: 'http://localhost:4000',
  client_id: 'a',
  client_secret: 'the secret',
  browser_client_id: 'b',
};

describe('the browser page', () => {
  it('is the file with its two settings filled in, and has no secret', () => {
    const { page, script } = readBrowserPage(registration);
    expect(script).toContain("const issuer = 'http://localhost:4000';\nconst client_id = 'b';");
    expect(page).not.toContain('{{');
    expect(page).not.toContain('the secret');
  });

  it('can’t be ended early by a setting', () => {
    const browser_client_id = `</script><script>'"$&\\`;
    const { page, script } = readBrowserPage({ ...registration, browser_client_id });
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(script).toContain(`const client_id = "\\u003c/script>\\u003cscript>'\\"$&\\\\";`);
  });

  it('is the size of a snippet: PKCE and nothing else', () => {
    const { script } = readBrowserPage(registration);
    expect(script.split('\n').filter((line) => /\S/.test(line) && !/^\/\//.test(line)).length).toBeLessThan(
      30,
    );
    for (const word of ['state:', 'nonce', 'client_secret', 'import ']) expect(script).not.toContain(word);
  });
});
