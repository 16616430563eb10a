#!/usr/bin/env node
// node scripts/bundle-size.mjs: how much script the first page loads, gzipped, before anything is drawn. Fails above
// the limit. The first page is the sign-in for a visitor, and the home page for somebody signed in. Run after a build.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 300;
const FIRST = [
  { name: 'sign-in', pages: ['src/shell/account/web/sign-in-page.tsx'] },
  { name: 'home', pages: ['src/shell/my-chain/web/my-chain-page.tsx', 'src/shell/rules/web/rules-gate.tsx'] },
];

const built = fileURLToPath(new URL('../dist/web/', import.meta.url));
const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8'));

/** The script files that a module brings with it, following static imports. */
function filesOf(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build`);
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(next, found);
  return found;
}

const sizes = new Map();
const sizeOf = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(built, file)), { level: 9 }).length);
  return sizes.get(file);
};

let failed = false;
for (const { name, pages } of FIRST) {
  const files = new Set();
  for (const key of ['index.html', ...pages]) filesOf(key, files);
  const scripts = [...files].filter((file) => file.endsWith('.js'));
  const kB = scripts.reduce((sum, file) => sum + sizeOf(file), 0) / 1000;
  const verdict = kB <= LIMIT_KB ? 'ok' : 'TOO LARGE';
  if (kB > LIMIT_KB) failed = true;
  console.log(
    `first page (${name}): ${kB.toFixed(1)} kB gzip of script in ${scripts.length} files, limit ${LIMIT_KB} kB: ${verdict}`,
  );
  if (kB > LIMIT_KB || process.argv.includes('--files')) {
    for (const file of scripts.sort((a, b) => sizeOf(b) - sizeOf(a)))
      console.log(`  ${(sizeOf(file) / 1000).toFixed(1)} kB  ${file}`);
  }
}
process.exit(failed ? 1 : 0);
