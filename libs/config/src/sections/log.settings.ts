import { IsIn } from 'class-validator';

/** pino's levels, and `silent`. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export class LogSettings {
  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  readonly level: LogLevel;

  constructor(values: Pick<LogSettings, 'level'>) {
    this.level = values.level;
    Object.freeze(this);
  }
}
