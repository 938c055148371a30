import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataDirectory } from '#libs/config';

/** Where the set-up link is put when nobody reads the terminal: a log keeps what it is told, and this must not be kept. */
@Injectable()
export class SetUpLinkFile {
  readonly path: string;

  constructor(directory: DataDirectory) {
    this.path = directory.file('set-up-link.txt');
  }

  /** For its owner's eyes only; never through a file or link that somebody else put there. */
  async write(link: string): Promise<void> {
    // On MySQL this may be the first file of all.
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await this.remove();
    await writeFile(this.path, `${link}\n`, { mode: 0o600, flag: 'wx' });
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
