import { type DynamicModule, Module } from '@nestjs/common';
import { Configuration } from './configuration.js';
import { SECTIONS, type SectionName } from './sections/index.js';

/** Offers the configuration, and each part by its class, to everyone: ask for the part you need. */
@Module({})
export class ConfigModule {
  static register(configuration: Configuration): DynamicModule {
    const sections = Object.entries(SECTIONS).map(([name, Section]) => ({
      provide: Section,
      useValue: configuration[name as SectionName],
    }));
    const providers = [{ provide: Configuration, useValue: configuration }, ...sections];
    return { module: ConfigModule, global: true, providers, exports: providers };
  }
}
