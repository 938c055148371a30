export { Userinfo } from './userinfo.js';
export { UserinfoModule } from './userinfo.module.js';
