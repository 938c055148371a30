import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Visited } from '../support/browser.js';
import type { Form } from '../support/relying-party.js';
import { type ResponseMode, Suite } from './suite.js';
import { type Registration, SuiteClient, type SuiteKey } from './suite-client.js';

/** Runs modules of the suite's plans in a spec: one deployment for all, clients of their own for each. */
export function modules(mode: () => ResponseMode = () => 'default') {
  let started: Suite;
  let clients: SuiteClient[] = [];
  beforeAll(async () => {
    started = await Suite.start();
  });
  afterAll(() => started?.close());
  /** As the suite cleans up, which is a check too. */
  afterEach(async () => {
    for (const client of clients) await client.unregister();
    clients = [];
  });

  const suite = () => started.in(mode());

  /** A client for this module. */
  const registered = async (metadata: Registration = {}, key?: SuiteKey): Promise<SuiteClient> => {
    const client = await SuiteClient.register(suite(), metadata, key);
    clients.push(client);
    return client;
  };

  return {
    suite,
    registered,

    /** A whole flow with these parameters, by a client and a browser that were never here. */
    async flow(changes: Form = {}, metadata: Registration = {}) {
      const client = await registered(metadata);
      const browser = suite().browser();
      return { client, browser, ...(await client.signIn(browser, changes)) };
    },

    /** The error page at which the browser ends with this request: the client hears nothing. */
    async errorPage(client: SuiteClient, changes: Form): Promise<Visited> {
      started.site.arrivals.length = 0;
      const request = client.request(changes);
      const page = await suite().browser('error page').visit(suite().authorizationUrl(request));
      expect(started.site.arrivals).toEqual([]);
      expect(page.status).toBe(400);
      return page;
    },
  };
}
