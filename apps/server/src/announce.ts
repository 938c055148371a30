import type { INestApplication } from '@nestjs/common';
import type { Configuration } from '#libs/config';
import { SetUpLink } from './set-up/set-up-link.js';
import { SetUpLinkFile } from './set-up/set-up-link-file.js';
import { SetUpState } from './set-up/set-up-state.js';

/** Tells whoever started the server where it is, and, while there is no administrator, how to become one. */
export async function announce(app: INestApplication, { issuer }: Configuration): Promise<void> {
  say(`\n  Portico is ready\n`);
  say(`  Address      ${issuer.url}`);
  say(`  Console      ${issuer.endpoint('/admin')}`);
  say(`  API docs     ${issuer.endpoint('/docs')}`);
  if (app.get(SetUpState).isDone()) await app.get(SetUpLinkFile).remove();
  else await announceSetUp(await app.get(SetUpLink).show(), app.get(SetUpLinkFile));
  say('');
}

/** The link is a secret for a day: shown to a person at a terminal, never to a log. */
async function announceSetUp(url: string, file: SetUpLinkFile): Promise<void> {
  if (process.stdout.isTTY) {
    say(`\n  There is no administrator yet. Open this link to become the first (once, within 24 hours):\n`);
    say(`  ${url}`);
    return;
  }
  await file.write(url);
  say(`  Set-up link  in the file ${file.path} (once, within 24 hours)`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
