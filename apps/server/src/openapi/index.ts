export { mountOpenApi } from './mount-openapi.js';
