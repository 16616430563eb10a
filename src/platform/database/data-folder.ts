import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { errorCode } from './data-lock.ts';
import { StartRefusal } from './start-refusal.ts';

/** What a command beside the running server needs to reach it; the passwords lie elsewhere. */
export interface Runtime {
  socketDir: string;
  port: number;
  version: string;
  clusterDir: string;
}

const RUNTIME = 'runtime.json';
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Makes the data folder when missing, closed to others, and returns its real path. Under root it stays
 * traversable, so that the database's own account can reach its part of it.
 *
 * @throws StartRefusal when it cannot be made or written.
 */
export function prepareDataFolder(dataDir: string): string {
  const probe = join(dataDir, `.write-${process.pid}`);
  try {
    mkdirSync(dataDir, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
    return realpathSync(dataDir);
  } catch (error) {
    const reason = errorCode(error) ?? String(error);
    throw new StartRefusal(
      'database/folder-not-writable',
      `数据文件夹 ${dataDir} 无法写入（${reason}）。请检查它属于哪个用户、磁盘是否已满，或用 ZELIAN_DATA 指定另一个文件夹。`,
      `The data folder ${dataDir} cannot be written (${reason}). Check its owner and the free space, or set ZELIAN_DATA.`,
    );
  }
}

/** Writes a small file so that a crash leaves the old content or the new, readable by its owner only. */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

export function writeRuntime(folder: string, runtime: Runtime): void {
  writePrivately(join(folder, RUNTIME), JSON.stringify(runtime));
}

export function readRuntime(folder: string): Runtime | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, RUNTIME), 'utf8')) as Runtime;
  } catch {
    return undefined;
  }
}

/** Forgets the last run, including a socket folder it made outside the data folder. */
export function clearRuntime(folder: string): void {
  const socketDir = readRuntime(folder)?.socketDir ?? '';
  if (/^zelian-[A-Za-z0-9]{6}$/.test(basename(socketDir)))
    rmSync(socketDir, { recursive: true, force: true });
  rmSync(join(folder, RUNTIME), { force: true });
}

/** Opens the server's log for appending; an overgrown one is set aside first. */
export function openServerLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** The last lines of a log, for an error message. */
export function tailOf(file: string): string {
  try {
    const fd = openSync(file, 'r');
    const size = fstatSync(fd).size;
    const buffer = Buffer.alloc(Math.min(2_000, size));
    readSync(fd, buffer, 0, buffer.length, size - buffer.length);
    closeSync(fd);
    return buffer.toString().split('\n').slice(-8).join('\n').trim();
  } catch {
    return '';
  }
}
