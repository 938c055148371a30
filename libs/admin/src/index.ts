export { AdminModule } from './admin.module.js';
export { sendMalformedAddress, sendProblem } from './problems/problem.filter.js';
