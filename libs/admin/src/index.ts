export { AdminModule } from './admin.module.js';
export { SNIPPETS } from './clients/snippets/index.js';
export { sendMalformedAddress, sendProblem } from './problems/problem.filter.js';
