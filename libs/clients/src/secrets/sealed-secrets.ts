import { Injectable } from '@nestjs/common';
import { Vault } from '#libs/secrets';

const PURPOSE = 'client-secret';

/** The secrets that clients sign with: Portico must know them to check a signature, so they are kept encrypted. */
@Injectable()
export class SealedSecrets {
  constructor(private readonly vault: Vault) {}

  seal(client_secret: string): Promise<string> {
    return this.vault.seal(client_secret, PURPOSE);
  }

  /** @throws UnopenableError */
  open(sealed: string): Promise<string> {
    return this.vault.open(sealed, PURPOSE);
  }

  /** Whether another key than the current one sealed it. */
  isOutdated(sealed: string): boolean {
    return this.vault.needsResealing(sealed);
  }
}
