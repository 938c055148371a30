export { RegistrationModule } from './registration.module.js';
export { ADMINISTRATOR_MEMBERS, CLIENT_MEMBERS } from './registration-members.js';
