import type { Package } from './snippet.js';

export const AUTHLIB: Package = { name: 'authlib', version: '1.9.9' };
