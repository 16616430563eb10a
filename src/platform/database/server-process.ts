import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerUser } from './server-user.ts';

/** What it takes to run one PostgreSQL server. */
export interface ServerCommand {
  postgres: string;
  clusterDir: string;
  /** The folder of the Unix socket, made by the server's own account; empty where there is none. */
  socketDir: string;
  settings: Record<string, string>;
  user: ServerUser | undefined;
  /** An open file descriptor for the server's messages. */
  logFd: number;
  /** A folder to delete when the server has ended, however that happens; empty for none. */
  deleteAfter: string;
}

/** A running server. */
export interface ServerProcess {
  /** Fast shutdown: sessions are cut, a checkpoint is written. Resolves when the process has ended. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, wanted or not. */
  readonly ended: Promise<void>;
}

// The shell stays beside the server as its keeper. Its standard input is a pipe from us: when we end, even by
// kill -9, the pipe closes and the server gets its fast-shutdown signal. Terminal signals are not for the keeper.
// A trap that ignores them is inherited by the watcher, hence kill -9 for it; PostgreSQL sets its own handlers.
const KEEPER = `
socket=$1 delete=$2; shift 2
trap '' INT TERM HUP QUIT
umask 077
[ -z "$socket" ] || mkdir -p "$socket" || exit 1
exec 3<&0
"$@" </dev/null >&2 3<&- &
server=$!
echo "$server"
( read -r line <&3; kill -INT "$server" ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$server"; status=$?
kill -9 "$watcher" 2>/dev/null
[ -z "$delete" ] || rm -rf "$delete"
exit $status
`;

const STOP_PATIENCE_MS = 60_000;
/** Recovery after a crash replays the log; a big database may need minutes. */
const START_PATIENCE_MS = 300_000;

/**
 * Starts a server and waits until it takes connections.
 *
 * @throws Error when it ends before it is ready; its reason is in the log file.
 */
export async function runServer(command: ServerCommand): Promise<ServerProcess> {
  const settings = Object.entries(command.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [command.postgres, '-D', command.clusterDir, ...settings];
  const windows = process.platform === 'win32';
  const child = windows
    ? spawn(server[0] as string, server.slice(1), {
        stdio: ['pipe', 'ignore', command.logFd],
        windowsHide: true,
      })
    : spawn('/bin/sh', ['-c', KEEPER, 'zelian-database', command.socketDir, command.deleteAfter, ...server], {
        ...command.user,
        cwd: '/',
        // A session of its own: Ctrl-C in the terminal must reach us, who finish requests first, not the server.
        detached: true,
        stdio: ['pipe', 'pipe', command.logFd],
        env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // Writing to a keeper that is already gone is no error of ours.
  child.stdin?.on('error', () => {});
  const pid = windows ? child.pid : await firstLine(child);
  await waitUntilReady(command.clusterDir, pid, ended);
  let stopping: Promise<void> | undefined;
  return {
    ended,
    stop() {
      stopping ??= stopServer(child, ended, command, pid);
      return stopping;
    },
  };
}

async function stopServer(child: ChildProcess, ended: Promise<void>, command: ServerCommand, pid?: number) {
  if (process.platform === 'win32') {
    const pgCtl = join(command.postgres, '..', 'pg_ctl.exe');
    execFileSync(pgCtl, ['stop', '-m', 'fast', '-w', '-D', command.clusterDir], { stdio: 'ignore' });
  } else {
    child.stdin?.end();
  }
  if (await settlesWithin(ended, STOP_PATIENCE_MS)) return;
  // A client that cannot be cut, or a disk that hangs: an immediate stop loses nothing, the next start recovers.
  if (pid !== undefined) signal(pid, 'SIGQUIT');
  await ended;
}

/**
 * Stops a server that an earlier process left running on this cluster, and waits for its end.
 *
 * @returns whether there was one.
 */
export async function stopLeftover(clusterDir: string): Promise<boolean> {
  const pid = postmaster(clusterDir)?.pid;
  if (pid === undefined || !servesCluster(pid, clusterDir)) return false;
  for (const [name, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    signal(pid, name);
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if (!servesCluster(pid, clusterDir)) return true;
      await sleep(25);
    }
  }
  return true;
}

async function waitUntilReady(
  clusterDir: string,
  pid: number | undefined,
  ended: Promise<void>,
): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const until = Date.now() + START_PATIENCE_MS;
  while (Date.now() < until) {
    const state = postmaster(clusterDir);
    if (state?.ready && state.pid === pid) return;
    if (over) throw new Error('the database server ended before it was ready');
    await sleep(15);
  }
  throw new Error('the database server was not ready in time');
}

/** What `postmaster.pid` says: line 1 the process, line 8 its state. */
function postmaster(clusterDir: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process is the server of this cluster: it works in the cluster's folder. Never signal a stranger. */
function servesCluster(pid: number, clusterDir: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
    if (process.platform === 'win32') return false;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      clusterDir,
    );
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Ended meanwhile.
  }
}

async function firstLine(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    child.stdout?.once('data', (data: Buffer) => resolve(Number(data.toString())));
    child.once('exit', () => resolve(undefined));
    child.once('error', () => resolve(undefined));
  });
}

async function settlesWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  const controller = new AbortController();
  const timeout = sleep(ms, false, { signal: controller.signal }).catch(() => false);
  const settled = await Promise.race([promise.then(() => true), timeout]);
  controller.abort();
  return settled;
}
