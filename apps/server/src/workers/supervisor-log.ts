import { LOG_LEVELS, type LogSettings } from '#libs/config';

type Level = Exclude<(typeof LOG_LEVELS)[number], 'silent'>;

/** The lines of the process that supervises: as those of the workers, without the libraries that it has no use for. */
export class SupervisorLog {
  constructor(private readonly settings: LogSettings) {}

  info(message: string, facts: object = {}): void {
    this.write('info', message, facts);
  }

  error(message: string, facts: object = {}): void {
    this.write('error', message, facts);
  }

  private write(level: Level, message: string, facts: object): void {
    if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(this.settings.level)) return;
    const line = { level, time: new Date().toISOString(), context: 'Supervisor', ...facts, message };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}
