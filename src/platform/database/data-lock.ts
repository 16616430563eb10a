import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefusal } from './start-refusal.ts';

/** Who holds a data folder. A process is known by pid, boot and start time together: pids are used again. */
export interface LockHolder {
  pid: number;
  bootId: string;
  startedAt: string;
  host: string;
  since: string;
  /** The holder is shutting down: whoever comes next waits a little instead of giving up. */
  stopping?: boolean;
}

export interface DataLock {
  /** Tells the next starter that this process is on its way out. */
  announceStop(): void;
  /** Gives the folder back. Safe to call twice. */
  release(): void;
}

const HEARTBEAT_MS = 5_000;
/** A holder on another host (a container, a network disk) counts as alive while it touched the file lately. */
const FOREIGN_HOLDER_MS = 4 * HEARTBEAT_MS;
const WAIT_FOR_STOPPING_MS = 20_000;

/**
 * Takes the exclusive lock of a data folder, or refuses within two seconds naming the holder.
 *
 * @throws StartRefusal `database/folder-in-use` while another live process holds it.
 */
export async function acquireDataLock(file: string): Promise<DataLock> {
  const own: LockHolder = {
    pid: process.pid,
    bootId: bootId(),
    startedAt: processStart(process.pid) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  };
  const deadline = Date.now() + WAIT_FOR_STOPPING_MS;
  for (;;) {
    if (createExclusively(file, own)) return held(file, own);
    const text = readText(file);
    if (text === undefined) continue;
    const holder = parse(text);
    if (!isLive(file, text, holder)) {
      takeAway(file, text);
      continue;
    }
    const leaving = holder === undefined || holder.stopping === true;
    if (!leaving || Date.now() > deadline) throw inUse(file, holder);
    await sleep(40);
  }
}

/** The live holder of a data folder's lock, or undefined when nobody holds it. */
export function lockHolder(file: string): LockHolder | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const holder = parse(text);
  return isLive(file, text, holder) ? holder : undefined;
}

function held(file: string, own: LockHolder): DataLock {
  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The file is gone or the disk is full: the holder's pid still speaks for it on this host.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let released = false;
  const mine = () => {
    const now = parse(readText(file) ?? '');
    return now?.pid === own.pid && now.startedAt === own.startedAt;
  };
  return {
    announceStop() {
      if (released || !mine()) return;
      const next = `${file}.${process.pid}`;
      try {
        writeFileSync(next, JSON.stringify({ ...own, stopping: true }), { mode: 0o600 });
        renameSync(next, file);
      } catch {
        // Only a courtesy to the next starter; a full disk must not stop the shutdown.
      }
    },
    release() {
      if (released) return;
      released = true;
      clearInterval(heartbeat);
      if (mine()) unlinkQuietly(file);
    },
  };
}

function createExclusively(file: string, own: LockHolder): boolean {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function isLive(file: string, text: string, holder: LockHolder | undefined): boolean {
  if (holder === undefined) {
    // Created but not yet written: give its writer a second before calling it a torso.
    return text === '' && ageOf(file) < 1_000;
  }
  if (holder.host !== hostname()) return ageOf(file) < FOREIGN_HOLDER_MS;
  if (holder.bootId !== bootId()) return false;
  const started = processStart(holder.pid);
  return started !== undefined && started === holder.startedAt;
}

/**
 * Removes a stale lock. Two starters may find the same stale file: the rename can then catch the winner's
 * fresh lock, which is recognised by its content and put back.
 */
function takeAway(file: string, staleText: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readText(aside) !== staleText) {
    try {
      linkSync(aside, file);
    } catch {
      // Somebody holds a newer lock already; the caller's next round sees it.
    }
  }
  unlinkQuietly(aside);
}

function inUse(file: string, holder: LockHolder | undefined): StartRefusal {
  const who = holder ? `PID ${holder.pid}, ${holder.host}, ${holder.since}` : file;
  return new StartRefusal(
    'database/folder-in-use',
    `数据文件夹正被另一个责链进程使用（${who}）。请先停止它，或用 ZELIAN_DATA 指定另一个数据文件夹。`,
    `The data folder is in use by another Zelian process (${who}). Stop it first, or set ZELIAN_DATA to another folder. Lock: ${file}`,
  );
}

/** A name for the present boot of this machine; after a restart every older lock is stale. */
function bootId(): string {
  if (process.platform === 'linux') return readText('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  if (process.platform === 'darwin') return output('sysctl', ['-n', 'kern.bootsessionuuid']);
  return '';
}

/** When a process started, in the system's own words; undefined when there is no such process. */
function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const stat = readText(`/proc/${pid}/stat`);
    if (stat === undefined) return undefined;
    // The second field is the command in parentheses and may hold spaces: count from its end. Field 22 is
    // the start time, field 3 the state: a zombie holds nothing any more.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return undefined;
  }
  return process.platform === 'darwin' ? output('ps', ['-o', 'lstart=', '-p', String(pid)]) : 'alive';
}

function output(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function parse(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number') {
      return value as LockHolder;
    }
  } catch {
    // Not one of ours, or cut off: treated like an empty file.
  }
  return undefined;
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return undefined;
    throw error;
  }
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Already gone.
  }
}

/** The `code` of a system error (`ENOENT`, …), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
