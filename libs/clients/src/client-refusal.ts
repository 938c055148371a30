/** There is no such client. */
export class ClientNotFound extends Error {
  override readonly name = 'ClientNotFound';

  constructor() {
    super('there is no such client');
  }
}

/** The client was changed by another since it was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';

  constructor() {
    super('the client was changed since it was read: read it again, then repeat the change');
  }
}

/** What a client already is, or already has, stands in the way; the message says what to do. */
export class ClientConflict extends Error {
  override readonly name = 'ClientConflict';

  constructor(
    readonly reason: 'client_id_taken' | 'two_secrets' | 'last_secret' | 'no_secret_method',
    message: string,
    /** For programs, such as the ids of the secrets. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The client has no such secret, or it is retired already. */
export class SecretNotFound extends Error {
  override readonly name = 'SecretNotFound';

  constructor() {
    super('the client has no valid secret with this id');
  }
}
