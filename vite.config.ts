import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * The web application, built into dist/web. Everything the pages load lies under /assets with its hash in the name, so
 * that the server may let browsers keep it for good; there are no source maps and no script in the page itself (CSP
 * `script-src 'self'`). Styles need 'unsafe-inline': the component library writes style elements at run time, and no
 * style can run code.
 */
export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    manifest: true,
    rolldownOptions: {
      output: {
        // The validator and the file that forbids it to compile code run together, before any contract.
        codeSplitting: { groups: [{ name: 'validator', test: /node_modules\/zod\/|shell\/web\/no-eval/ }] },
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://127.0.0.1:3000' } },
});

/** Puts a compressed twin beside each script and style sheet, so that the server need not compress while it serves. */
function compressed(): Plugin {
  return {
    name: 'zelian-compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.values(bundle).filter((file) =>
          /^assets\/.+\.(?:js|css|svg)$/.test(file.fileName),
        );
        await Promise.all(
          files.map(async ({ fileName, ...file }) => {
            const source = Buffer.from('code' in file ? file.code : file.source);
            if (source.length < 1_000) return;
            const brotli = await promisify(brotliCompress)(source, {
              params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
            });
            const zipped = await promisify(gzip)(source, { level: 9 });
            this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli });
            this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: zipped });
          }),
        );
      },
    },
  };
}
