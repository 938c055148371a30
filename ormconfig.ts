import 'reflect-metadata';
import { loadConfigurationFromProcess } from '#libs/config';
import { createDataSource } from '#libs/storage';
import { entities } from './apps/server/src/entities.js';

/** For the TypeORM command line: the data source that the server would use with the same environment. */
export default createDataSource(loadConfigurationFromProcess().database.url, entities);
