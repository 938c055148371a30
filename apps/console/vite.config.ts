import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.js';

/** Addresses are relative to the page's base, for Portico may live below a path. */
export default defineConfig({
  base: './',
  plugins: [react(), compressed()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // All of it together is what the first visit loads; a few more requests would make it no smaller.
    chunkSizeWarningLimit: 1000,
  },
});
