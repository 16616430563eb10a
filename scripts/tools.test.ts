import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Tools that pass silently exist (one read no file at all under this compiler): each must find a fault planted for it. */
const root = join(import.meta.dirname, '..');
let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'zelian-tools-'));
  for (const file of ['.oxlintrc.json', 'biome.json', 'package.json'])
    cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(
    join(tree, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['.'], exclude: ['node_modules'] }),
  );
  writeFileSync(join(tree, 'knip.json'), JSON.stringify({ entry: ['main.ts'], project: ['*.ts'] }));
  writeFileSync(join(tree, 'main.ts'), `import { used } from './used.ts';\n\nused();\n`);
  writeFileSync(join(tree, 'used.ts'), `export function used(): void {}\n`);
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function run(bin: string, ...args: string[]): { status: number | null; output: string } {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', bin), ...args], {
    cwd: tree,
    encoding: 'utf8',
  });
  return { status: done.status, output: done.stdout + done.stderr };
}

const tools = {
  format: () => run('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', 'planted.ts', 'main.ts'),
  lint: () => run('oxlint/bin/oxlint', '--deny-warnings'),
  types: () => run('typescript/bin/tsc', '--noEmit'),
  unused: () => run('knip/bin/knip.js', '--no-progress', '--include', 'files,exports'),
};

const faults: [tool: keyof typeof tools, what: string, text: string, told: RegExp][] = [
  ['format', 'crooked spacing', `export const  a   = "b"\n`, /planted\.ts/],
  [
    'format',
    'imports out of order',
    `import { used } from './used.ts';\nimport { a } from './a.ts';\n\nused(a);\n`,
    /planted\.ts/,
  ],
  [
    'lint',
    'a promise nobody waits for',
    `async function f(): Promise<void> {}\n\nexport function g(): void {\n  f();\n}\n`,
    /no-floating-promises/,
  ],
  [
    'lint',
    'a promise where none is expected',
    `export function g(list: number[]): void {\n  list.forEach(async () => {\n    await Promise.resolve();\n  });\n}\n`,
    /no-misused-promises/,
  ],
  ['lint', 'a type of any', `export const a: any = 1;\n`, /no-explicit-any/],
  ['types', 'a wrong type', `export const a: string = 1;\n`, /TS2322/],
  ['types', 'syntax that Node cannot strip', `export enum A {\n  B,\n}\n`, /TS1294/],
  ['unused', 'an export nobody imports, in a file nobody imports', `export const a = 1;\n`, /planted\.ts/],
];

describe('each tool finds what is planted for it', () => {
  it.each(faults)('%s: %s', (tool, _what, text, told) => {
    writeFileSync(join(tree, 'planted.ts'), text);
    const { status, output } = tools[tool]();
    expect(output).toMatch(told);
    expect(status).not.toBe(0);
  });

  it.each(Object.keys(tools) as (keyof typeof tools)[])('%s passes a sound tree', (tool) => {
    writeFileSync(join(tree, 'planted.ts'), `import { used } from './used.ts';\n\nused();\n`);
    writeFileSync(join(tree, 'main.ts'), `import './planted.ts';\n`);
    const { status, output } = tools[tool]();
    expect([status, output]).toEqual([0, expect.anything()]);
  });
});
