import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 250 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** The video platforms' own code: [file of ours that alone may have it, what its sources are called]. */
const vendors = [
  ['src/vendor/daily.ts', /node_modules\/@daily-co\//],
  ['src/vendor/whereby.ts', /node_modules\/(@whereby\.com|heresy)\//],
];

/** What the browser must load before the given chunk can run. */
function staticClosure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) staticClosure(next, seen);
  return seen;
}

const read = (file) => readFileSync(new URL(file, dist));
const sizeOf = (keys) => [...keys].reduce((sum, key) => sum + gzipSync(read(manifest[key].file)).length, 0);
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
const mistakes = [];

const entry = 'index.html';
const initial = staticClosure(entry);
const total = sizeOf(initial);
console.log(`\nInitial JavaScript: ${kib(total)} gzipped (limit ${kib(limit)})`);
if (total > limit) mistakes.push('The initial JavaScript is over its limit.');

for (const key of manifest[entry].dynamicImports ?? []) {
  const extra = [...staticClosure(key)].filter((k) => !initial.has(k));
  console.log(`  + ${kib(sizeOf(extra))} for ${manifest[key].name ?? key}`);
}

/** Names of the files that a chunk was made of. */
const sourcesOf = (file) =>
  existsSync(new URL(`${file}.map`, dist)) ? JSON.parse(read(`${file}.map`)).sources : [];

const chunks = Object.keys(manifest).filter((key) => manifest[key].file.endsWith('.js'));
for (const [own, sources] of vendors) {
  console.log(`  + ${kib(sizeOf([own]))} for ${manifest[own].name}, in its rooms only`);
  const isVendors = (file) => sourcesOf(file).some((source) => sources.test(source));
  if (!isVendors(manifest[own].file)) mistakes.push(`${own} does not have the code of its platform.`);
  for (const key of chunks.filter((key) => key !== own)) {
    const { file, imports = [] } = manifest[key];
    if (imports.includes(own) || isVendors(file))
      mistakes.push(`${file} has or always loads what ${own} alone should have.`);
  }
}

for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exit(1);
