import { join, resolve } from 'node:path';
import { IsNotEmpty } from 'class-validator';

/** Where Portico keeps its own files: the embedded database, the generated encryption key, the set-up link. */
export class DataDirectory {
  /** Absolute; what was given is taken from the working directory. */
  @IsNotEmpty({ message: 'must be a path' })
  readonly path: string;

  constructor(values: Pick<DataDirectory, 'path'>) {
    this.path = resolve(values.path);
    Object.freeze(this);
  }

  file(name: string): string {
    return join(this.path, name);
  }
}
