export { AdminModule } from './admin.module.js';
export { sendMalformedAddress } from './problems/problem.filter.js';
