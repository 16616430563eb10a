import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The web application, built into dist/web. Everything the pages load lies under /assets with its hash in the name, so
 * that the server may let browsers keep it for good; there are no source maps and no script in the page itself (CSP
 * `script-src 'self'`). Styles need 'unsafe-inline': the component library writes style elements at run time, and no
 * style can run code.
 */
export default defineConfig({
  plugins: [react()],
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
