import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { CliConfig } from './command.ts';

/** One finding of the doctor. */
export type Check = { what: string; state: 'ok' | 'warn' | 'fail'; finding: string };

const GIB = 1024 ** 3;

/** The worst state among checks. */
export function worst(checks: readonly Check[]): Check['state'] {
  if (checks.some((check) => check.state === 'fail')) return 'fail';
  return checks.some((check) => check.state === 'warn') ? 'warn' : 'ok';
}

export function checkNode(version: string): Check {
  const fits = Number.parseInt(version, 10) >= 24;
  return {
    what: 'Node.js',
    state: fits ? 'ok' : 'fail',
    finding: fits ? version : `${version}，需要 24 或更新 · 24 or newer is needed`,
  };
}

/** Free space of the disk under a folder (or under the nearest folder above it that exists). */
export function checkDisk(name: string, folder: string): Check {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  const { bavail, blocks, bsize } = statfsSync(at);
  const free = bavail * bsize;
  const used = 1 - bavail / blocks;
  const state = free < GIB / 4 ? 'fail' : free < 2 * GIB || used > 0.95 ? 'warn' : 'ok';
  return { what: `磁盘 disk (${name})`, state, finding: `剩余 ${(free / GIB).toFixed(1)} GiB free` };
}

/** Secrets in the data folder must be readable by their owner alone. */
export function checkModes(dataDir: string): Check[] {
  if (process.platform === 'win32' || !existsSync(dataDir)) return [];
  const found: Check[] = [];
  const look = (name: string, forbidden: number) => {
    const path = join(dataDir, name);
    if (!existsSync(path)) return;
    const mode = statSync(path).mode & 0o777;
    const open = (mode & forbidden) !== 0;
    const finding = `${mode.toString(8)}${open ? `，其他用户可以访问，请执行 chmod · others can reach it: chmod ${path}` : ''}`;
    found.push({ what: `权限 mode ${name || dataDir}`, state: open ? 'fail' : 'ok', finding });
  };
  // Under root the folder may be traversed: the database's own account passes through it.
  look('', 0o066);
  for (const secret of ['database.json', 'master.key', 'runtime.json']) look(secret, 0o077);
  return found;
}

export function checkKey(config: CliConfig): Check {
  const what = '主密钥 master key';
  if (config.masterKey !== undefined) {
    const bytes = Buffer.from(config.masterKey, 'base64').length;
    return {
      what,
      state: bytes >= 32 ? 'ok' : 'fail',
      finding: bytes >= 32 ? 'ZELIAN_KEY' : 'ZELIAN_KEY 不足 32 字节 · shorter than 32 bytes',
    };
  }
  const there = existsSync(join(config.dataDir, 'master.key'));
  return there
    ? { what, state: 'ok', finding: 'master.key（请另存一份 · keep a copy elsewhere）' }
    : { what, state: 'warn', finding: '尚未创建，首次启动时创建 · made at the first start' };
}

export function checkBuild(webDir: string): Check {
  const built = existsSync(join(webDir, 'index.html'));
  return {
    what: '网页 pages',
    state: built ? 'ok' : 'warn',
    finding: built ? '已构建 built' : '尚未构建，请运行 npm start · not built: run npm start',
  };
}

/** Deadlines fall on working days: in a year without the State Council's notice they would be guesses. */
export function checkCalendar(contentDir: string, now: Date): Check {
  const what = '工作日历 calendar';
  try {
    const folder = join(contentDir, 'calendar');
    const notices = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    const years = new Set(
      notices.map((name) => (parse(readFileSync(join(folder, name), 'utf8')) as { year: number }).year),
    );
    const missing = [now.getFullYear(), now.getFullYear() + 1].filter((year) => !years.has(year));
    if (missing.length === 0) return { what, state: 'ok', finding: [...years].join('、') };
    const finding = `缺少 ${missing.join('、')} 年的放假安排，相关期限只是暂定 · no notice for ${missing.join(', ')} yet: deadlines there are provisional`;
    return { what, state: 'warn', finding };
  } catch (error) {
    return { what, state: 'fail', finding: (error as Error).message };
  }
}
