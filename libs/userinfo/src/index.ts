export { UserinfoModule } from './userinfo.module.js';
