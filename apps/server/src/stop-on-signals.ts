import type { INestApplication } from '@nestjs/common';

/** Milliseconds for requests in flight to finish. */
const PATIENCE_MS = 10_000;

/** Ends the process in order: no new requests, those in flight finish, the database is closed. A second signal ends it now. */
export function stopOnSignals(
  app: INestApplication,
  signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'],
): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    try {
      await app.close();
      process.exit(0);
    } catch (error) {
      process.stderr.write(
        `Portico did not stop cleanly: ${error instanceof Error ? error.message : error}\n`,
      );
      process.exit(1);
    }
  };
  for (const signal of signals) process.on(signal, () => void stop());
}
