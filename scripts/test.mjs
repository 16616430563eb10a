#!/usr/bin/env node
// npm test: every check there is, in order of cost, stopping at the first that fails (--keep-going: at none).
// The last line says `N passed, N failed`: each check counts one, each test counts one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './browser.mjs';
import { findNode24, root } from './node-24.mjs';
import { installIfChanged, oneAtATime } from './prepare.mjs';

const STEP_MINUTES = 15;
const inCi = process.env.CI === 'true' || process.env.CI === '1';
const keepGoing = process.argv.includes('--keep-going');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

await oneAtATime(async () => installIfChanged({ tools: true }));
const node = findNode24();
const reports = mkdtempSync(join(tmpdir(), 'zelian-test-'));
const bin = (path) => join(root, 'node_modules', path);

/**
 * The steps. `report` names a file that the tool writes: the tests in it are counted instead of the step.
 *
 * @type {{ name: string, args: string[], report?: string, env?: Record<string, string>, unless?: () => string | null }[]}
 */
const steps = [
  { name: 'format', args: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'lint', args: [bin('oxlint/bin/oxlint'), '--deny-warnings'] },
  { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'unused', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'rules of the house', ...vitest('checks') },
  { name: 'tests', ...vitest('server', 'replaced') },
  { name: 'build', args: [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'] },
  { name: 'bundle size', args: [join(root, 'scripts/bundle-size.mjs')] },
  {
    name: 'browser',
    args: [bin('@playwright/test/cli.js'), 'test'],
    report: join(reports, 'browser.json'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'browser.json') },
    unless: ensureChromium,
  },
];

function vitest(...projects) {
  const report = join(reports, `${projects[0]}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...reporters,
    ],
    report,
  };
}

let passed = 0;
let failed = 0;
const lines = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  if (failed > 0 && !keepGoing) {
    lines.push(`      –  ${step.name}: not run`);
    continue;
  }
  const reason = step.unless?.() ?? null;
  if (reason !== null) {
    if (inCi) failed += 1;
    lines.push(`      –  ${step.name}: ${inCi ? 'FAILED' : 'SKIPPED'}, ${reason}`);
    continue;
  }
  process.stdout.write(`\n── ${step.name}\n`);
  const begun = performance.now();
  const status = await run(step);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  const count = countOf(step, status);
  passed += count.passed;
  failed += count.failed;
  lines.push(
    `${seconds} s  ${step.name}: ${status === 0 ? 'ok' : 'FAILED'} (${count.passed} passed, ${count.failed} failed)`,
  );
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Runs one step with the terminal's output; a step that hangs is ended and counts as failed. */
function run({ args, env }) {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, PATH: `${join(node, '..')}:${process.env.PATH}` },
    });
    const timer = setTimeout(() => {
      process.stderr.write(`ended after ${STEP_MINUTES} minutes\n`);
      child.kill('SIGKILL');
    }, STEP_MINUTES * 60_000);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

/** A step that fails counts at least one failure, also when its report is missing or claims that all is well. */
function countOf(step, status) {
  let count = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  if (!step.report) return count;
  try {
    const report = JSON.parse(readFileSync(step.report, 'utf8'));
    count = report.stats
      ? { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }
      : { passed: report.numPassedTests, failed: report.numFailedTests };
    if (status === 0 && count.passed === 0) count.failed += 1;
  } catch {
    count = { passed: 0, failed: 1 };
  }
  if (status !== 0 && count.failed === 0) count.failed = 1;
  return count;
}
