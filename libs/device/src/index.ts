export { DeviceModule } from './device.module.js';
export { type DeviceAuthorizationResponse, VERIFICATION_PATH } from './device-authorization.js';
export { type Answerer, DeviceDecisions } from './device-decisions.js';
export { type GuessRefused, UserCodeEntry } from './user-code-entry.js';
export { type WaitingDevice, WaitingDevices } from './waiting-devices.js';
