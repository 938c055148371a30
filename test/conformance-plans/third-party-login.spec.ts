import { describe, expect, it } from 'vitest';
import { refusal } from '../registration/registering.js';
import { modules } from './modules.js';

const { suite, registered } = modules();

/** `oidcc-3rdparty-init-login-certification-test-plan` */
describe('OpenID Connect Core 1.0 §4, OpenID Connect Dynamic Client Registration 1.0 §2: initiate_login_uri', () => {
  it('is registered, and told again at the address of the client [oidcc-3rd_party-init-login]', async () => {
    const initiate_login_uri = `${suite().site.origin}/test/a/portico/initiate-login`;
    const client = await registered({ initiate_login_uri });
    const { status, headers, body } = await client.configuration('GET');
    expect([status, body['initiate_login_uri']]).toEqual([200, initiate_login_uri]);
    expect(headers.get('content-type')).toContain('application/json');
  });

  it('must be https [oidcc-3rd_party-init-login-nohttps]', async () => {
    const answer = await suite().register({
      redirect_uris: [suite().site.callback],
      initiate_login_uri: `http://${new URL(suite().site.origin).host}/test/a/portico/initiate-login`,
    });
    expect(refusal(answer)).toEqual([400, 'invalid_client_metadata']);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });
});
