import type { INestApplication } from '@nestjs/common';
import type { Configuration } from '#libs/config';
import { FirstAdministrator } from './set-up/first-administrator.js';
import { SetUpLink } from './set-up/set-up-link.js';

/** Tells whoever started the server where it is, and, while there is no administrator, how to become one. */
export async function announce(app: INestApplication, { issuer }: Configuration): Promise<void> {
  say(`\n  Portico is ready\n`);
  say(`  Address      ${issuer.url}`);
  say(`  API docs     ${issuer.endpoint('/docs')}`);
  if (app.get(FirstAdministrator).isMissing()) await announceSetUp(app.get(SetUpLink));
  say('');
}

/** The link is a secret for a day: shown to a person at a terminal, never to a log. */
async function announceSetUp(link: SetUpLink): Promise<void> {
  const url = await link.issue();
  if (process.stdout.isTTY) {
    say(`\n  There is no administrator yet. Open this link to become the first (once, within 24 hours):\n`);
    say(`  ${url}`);
    return;
  }
  await link.writeToFile(url);
  say(`  Set-up link  in the file ${link.file} (once, within 24 hours)`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
