export { buildDocument } from './build-document.js';
export { mountOpenApi } from './mount-openapi.js';
