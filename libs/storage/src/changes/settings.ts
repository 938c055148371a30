import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Transaction } from '../database.js';
import { SettingEntity } from '../entities/setting.entity.js';
import { ChangeFeed } from './change-feed.js';
import { Registry } from './registry.js';

/** The values that belong to the whole deployment, from memory. */
@Injectable()
export class Settings implements OnModuleInit {
  private readonly registry: Registry<SettingEntity>;

  constructor(
    private readonly database: Database,
    private readonly changes: ChangeFeed,
  ) {
    this.registry = new Registry<SettingEntity>({
      kind: 'settings',
      key: (row) => row.name,
      load: (since) =>
        this.database.rows<SettingEntity>('SELECT * FROM settings WHERE feed_version > ?', [since]),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.changes.follow(this.registry);
  }

  get(name: string): string | undefined {
    return this.registry.get(name)?.value;
  }

  /**
   * Adds a setting that must be new. A unique violation, when it is there already, ends the transaction: that is how
   * "only once, ever" is decided. Refresh the change feed after the commit.
   */
  async add(transaction: Transaction, name: string, value: string): Promise<void> {
    const feedVersion = await this.changes.bump(transaction, 'settings');
    await transaction.affected(
      'INSERT INTO settings (name, value, version, feed_version) VALUES (?, ?, 1, ?)',
      [name, value, feedVersion],
    );
  }
}
