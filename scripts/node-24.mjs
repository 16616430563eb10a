// Runs on whatever Node the machine has (20 and newer), without dependencies: finds Node 24 and runs things on it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever the current directory is. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const WANTED = 24;

/**
 * The path of a Node 24 or newer: the one npm brought for this machine, else the running one if it is new enough.
 *
 * @returns {string | undefined}
 */
export function findNode24() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    const path = join(dirname(manifest), program);
    if (existsSync(path)) return path;
  } catch {
    // npm has no Node package for this system (macOS), or nothing is installed yet.
  }
  return Number.parseInt(process.versions.node, 10) >= WANTED ? process.execPath : undefined;
}

/** Prints a complete sentence and ends with status 1. */
export function giveUp(chinese, english) {
  process.stderr.write(`${chinese}\n${english}\n`);
  process.exit(1);
}

/**
 * Runs a script on Node 24 in place of this process: same terminal, signals passed on, same exit status. With
 * `ipc` the script gets a channel that closes when this process dies, even by kill -9.
 *
 * @param {string[]} args the script and its arguments
 * @param {{ ipc?: boolean, env?: Record<string, string>, endWithNpm?: boolean }} [options]
 */
export function become(args, options = {}) {
  const node = findNode24();
  if (node === undefined) {
    giveUp(
      `责链需要 Node.js ${WANTED} 或更新版本，当前是 ${process.versions.node}。请先运行 npm ci（Linux 和 Windows 会自动带上 Node ${WANTED}），或自行安装后再试。`,
      `Zelian needs Node.js ${WANTED} or newer; this is ${process.versions.node}. Run npm ci first (it brings Node ${WANTED} on Linux and Windows), or install it.`,
    );
  }
  const cache = join(root, 'node_modules/.cache/zelian-node');
  const child = spawn(node, args, {
    stdio: options.ipc ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: { NODE_COMPILE_CACHE: cache, ...process.env, ...options.env },
  });
  const signals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of signals) process.on(name, () => child.kill(name));
  child.once('error', (error) =>
    giveUp(
      `无法运行 ${node}（${error.code}）。`,
      `Cannot run ${node} (${error.code}). On a system without glibc install Node ${WANTED} itself.`,
    ),
  );
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
  if (options.endWithNpm && process.env.npm_lifecycle_event) endWithNpm(child);
}

// npm passes no signal on when it is killed itself (kill -9): the server would live on unseen and hold the data
// folder. So a server started by `npm start` ends when npm does. Started by hand it may outlive its terminal.
function endWithNpm(child) {
  const ancestors = [process.ppid];
  const parent = statusOf(process.ppid);
  if (parent && /^(sh|dash|bash|ash)$/.test(parent.name)) ancestors.push(parent.ppid);
  const timer = setInterval(() => {
    const orphaned = process.ppid !== ancestors[0] || !ancestors.every(isAlive);
    if (!orphaned) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 150);
  timer.unref();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return statusOf(pid)?.state !== 'Z';
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(text)?.[1] ?? '';
    return { name: field('Name'), state: field('State'), ppid: Number(field('PPid')) };
  } catch {
    return undefined;
  }
}
