import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 250 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** What the browser must load before the given chunk can run. */
function staticClosure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) staticClosure(next, seen);
  return seen;
}

const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist))).length;
const sizeOf = (keys) => [...keys].reduce((sum, key) => sum + gzipped(manifest[key].file), 0);
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

const entry = 'index.html';
const initial = staticClosure(entry);
const total = sizeOf(initial);
console.log(`\nInitial JavaScript: ${kib(total)} gzipped (limit ${kib(limit)})`);

for (const key of manifest[entry].dynamicImports ?? []) {
  const extra = [...staticClosure(key)].filter((k) => !initial.has(k));
  console.log(`  + ${kib(sizeOf(extra))} for ${manifest[key].name ?? key}`);
}

if (total > limit) {
  console.error('The initial JavaScript is over its limit.');
  process.exit(1);
}
