import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = `http://localhost:${process.env.PORT ?? '1250'}`;

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    manifest: true,
    // One year of caching is safe for hashed names; source maps let a self-hoster report a readable stack.
    sourcemap: true,
    rollupOptions: {
      input: {
        index: 'index.html',
        docs: 'docs.html',
        // Files of their own whose exports keep their names.
        'vendor-daily': 'src/vendor/daily.ts',
        'vendor-whereby': 'src/vendor/whereby.ts',
      },
      preserveEntrySignatures: 'allow-extension',
    },
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
  },
  server: {
    port: 5173,
    proxy: {
      '/v1': { target: server, ws: true },
      '/health': server,
      '/openapi.json': server,
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // One jsdom per worker: making one for each file took most of the time.
    isolate: false,
    css: false,
  },
});
