import { rm, writeFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { OneTimeTokens } from '#libs/accounts';
import { DataDirectory, Issuer } from '#libs/config';

/** Seconds. */
const LIFETIME = 24 * 60 * 60;

/** The one-time link by which the first administrator sets Portico up. */
@Injectable()
export class SetUpLink {
  constructor(
    private readonly tokens: OneTimeTokens,
    private readonly issuer: Issuer,
    private readonly directory: DataDirectory,
  ) {}

  /** A new link; those made before are dead. */
  async issue(): Promise<string> {
    await this.tokens.withdraw('set_up', null);
    const token = await this.tokens.issue('set_up', null, LIFETIME);
    return `${this.issuer.endpoint('/set-up')}?token=${token}`;
  }

  /** Where it is put when nobody reads the terminal: a log keeps what it is told, and this must not be kept. */
  get file(): string {
    return this.directory.file('set-up-link.txt');
  }

  async writeToFile(link: string): Promise<void> {
    await rm(this.file, { force: true });
    await writeFile(this.file, `${link}\n`, { mode: 0o600, flag: 'wx' });
  }

  async removeFile(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
