import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseSettings } from '#libs/config';
import { ChangeFeed } from './changes/change-feed.js';
import { Settings } from './changes/settings.js';
import type { EntityClass } from './data-source.js';
import { Database } from './database.js';
import { Lease } from './lease.js';
import { openDataSource } from './open-data-source.js';
import { Sweeper } from './sweeper.js';

/** The one connection to the database, and what is built directly on it. */
@Global()
@Module({})
export class StorageModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  /** @param options.entities the entities of all libs; the application knows the list. */
  static register(options: { readonly entities: readonly EntityClass[] }): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        {
          provide: DataSource,
          inject: [DatabaseSettings],
          useFactory: ({ url, workers }: DatabaseSettings) => openDataSource(url, options.entities, workers),
        },
        Database,
        ChangeFeed,
        Settings,
        Lease,
        Sweeper,
      ],
      exports: [Database, ChangeFeed, Settings, Lease, Sweeper],
    };
  }

  /** After every module has written its last. */
  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
