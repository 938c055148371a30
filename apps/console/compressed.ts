import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Puts beside each file what browsers take instead of it, so that nothing is compressed while somebody waits. */
export function compressed(): Plugin {
  return {
    name: 'portico-compressed',
    apply: 'build',
    // Not before: until then, Vite itself still changes what is in the files.
    writeBundle({ dir = '.' }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, BROTLI));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
