import { MinLength } from 'class-validator';

export class EncryptionSettings {
  /** The first one seals, all of them open. Empty: `libs/secrets` generates one in the data directory. */
  @MinLength(32, { each: true, message: 'must be keys of 32 characters or more, separated by commas' })
  readonly keys: readonly string[];

  constructor(values: Pick<EncryptionSettings, 'keys'>) {
    this.keys = Object.freeze([...values.keys]);
    Object.freeze(this);
  }
}
