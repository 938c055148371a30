import { Module } from '@nestjs/common';
import { ClientsModule } from '#libs/clients';
import { ConsoleClient } from './console-client.js';

/** The web console's registration; its files are served by `mountConsole`. */
@Module({ imports: [ClientsModule], providers: [ConsoleClient] })
export class ConsoleModule {}
