// Each large script and style beside itself as Brotli's best, which takes too long for every answer.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const smallest = 1024;
const assets = new URL('../dist/assets/', import.meta.url);

for (const name of readdirSync(assets)) {
  if (!/\.(js|css)$/.test(name)) continue;
  const content = readFileSync(new URL(name, assets));
  if (content.length >= smallest) writeFileSync(new URL(`${name}.br`, assets), brotliCompressSync(content));
}
