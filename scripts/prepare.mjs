// What must be true of the checkout before the server can start: dependencies installed, pages built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveUp, root } from './node-24.mjs';

const LOCK_FILE = join(root, 'package-lock.json');
const INSTALL_STAMP = join(root, 'node_modules/.zelian-stamp');
const BUILD_STAMP = join(root, 'dist/web.stamp');

/** Runs `work` while no other start prepares the same checkout; two `npm ci` at once would spoil both. */
export async function oneAtATime(work) {
  const file = join(root, 'dist/.preparing');
  try {
    mkdirSync(join(root, 'dist'), { recursive: true });
  } catch {
    // A read-only installation is prepared by whoever made it.
    return work();
  }
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') return work();
      if (!holds(file)) rmSync(file, { force: true });
      else await sleep(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function holds(file) {
  const pid = Number(read(file));
  // Just created and still empty, or gone meanwhile: look again, unless it stays that way.
  if (!(pid > 0)) return existsSync(file) && Date.now() - statSync(file).mtimeMs < 1_000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * `npm ci`, when dependencies are missing or the lock file is not the installed one. With `tools` the development
 * tools count as dependencies too.
 */
export function installIfChanged({ tools = false } = {}) {
  if (!existsSync(LOCK_FILE)) return;
  const wanted = sha256(readFileSync(LOCK_FILE));
  const stamp = tools ? `${INSTALL_STAMP}-tools` : INSTALL_STAMP;
  if (read(stamp) === wanted) return;
  if (!installedByHand(tools)) {
    say('正在安装依赖（首次约半分钟）… Installing dependencies…');
    const npm = process.env.npm_execpath;
    const [command, ...args] = npm?.endsWith('js')
      ? [process.execPath, npm]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
    const done = spawnSync(
      command,
      [...args, 'ci', ...(tools ? ['--include=dev'] : []), '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: root,
        stdio: ['ignore', process.stderr.fd, process.stderr.fd],
        shell: process.platform === 'win32' && args.length === 0,
      },
    );
    if (done.status !== 0) {
      giveUp(
        '依赖安装失败：请检查网络和 npm 的镜像设置，然后重试。',
        'Installing dependencies failed: check the network and the npm registry setting, then try again.',
      );
    }
  }
  tryWrite(stamp, wanted);
}

// Somebody ran `npm ci` or `npm install` himself: npm's own record of what is there then agrees with the lock file.
// Development tools may be left out of a server's installation.
function installedByHand(tools) {
  try {
    const wanted = JSON.parse(readFileSync(LOCK_FILE, 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || entry.optional || (!tools && (entry.dev || entry.devOptional))) return true;
      return present[path]?.version === entry.version && existsSync(join(root, path));
    });
  } catch {
    return false;
  }
}

/** `vite build`, when a source of the pages changed since the last build. */
export function buildIfChanged(node) {
  if (!existsSync(join(root, 'vite.config.ts')) || node === undefined) return;
  const wanted = hashOfSources();
  if (read(BUILD_STAMP) === wanted && existsSync(join(root, 'dist/web/index.html'))) return;
  say('正在构建网页… Building the pages…');
  const done = spawnSync(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (done.status !== 0)
    giveUp('网页构建失败，原因见上。', 'Building the pages failed; the reason is above.');
  tryWrite(BUILD_STAMP, wanted);
}

function hashOfSources() {
  const hash = createHash('sha256');
  const add = (path) => hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  for (const path of ['package-lock.json', 'package.json', 'vite.config.ts', 'index.html']) {
    if (existsSync(join(root, path))) add(path);
  }
  for (const folder of ['src', 'public']) {
    for (const path of filesUnder(folder)) {
      if (folder === 'public' || (/\.(tsx?|css|html|svg|json)$/.test(path) && !/\.test\.tsx?$/.test(path)))
        add(path);
    }
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    );
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function tryWrite(file, text) {
  try {
    writeFileSync(file, text);
  } catch {
    // Not writable: the check is repeated at the next start.
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
