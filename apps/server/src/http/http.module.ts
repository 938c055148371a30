import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PorticoExceptionFilter } from './exception.filter.js';

/** How errors become answers. */
@Module({ providers: [{ provide: APP_FILTER, useClass: PorticoExceptionFilter }] })
export class HttpModule {}
