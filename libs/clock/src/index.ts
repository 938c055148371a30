export { Clock } from './clock.js';
export { ClockModule } from './clock.module.js';
export { soon } from './soon.js';
