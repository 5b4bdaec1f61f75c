import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { defineConfig, type Plugin } from 'vite';

/** The three pages, each its own document; the server decides at which address each stands. */
export default defineConfig({
  base: '/',
  build: {
    outDir: 'dist/pages',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The full hls.js, which a page loads only for streams with captions, when its reader presses play.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        participant: 'participant/index.html',
        display: 'display/index.html',
        clerk: 'clerk/index.html',
      },
    },
  },
  plugins: [precompress()],
});

/**
 * Writes a `.br` and a `.gz` beside each text file, so that the server never compresses while it serves, and `.built` last
 * of all: by its time the server knows whether the pages are older than their sources.
 */
function precompress(): Plugin {
  const brotli = promisify(brotliCompress);
  const gz = promisify(gzip);
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      for (const entry of await readdir(dir!, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(html|js|css|svg|json)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = await readFile(path);
        await writeFile(
          `${path}.br`,
          await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
        await writeFile(`${path}.gz`, await gz(bytes, { level: 9 }));
      }
      await writeFile(join(dir!, '.built'), '');
    },
  };
}
