import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createCluster, newPassword, type Passwords, placeCluster, readPasswords } from './cluster-place.ts';
import {
  clearRuntime,
  openServerLog,
  prepareDataFolder,
  readRuntime,
  tailOf,
  writeRuntime,
} from './data-folder.ts';
import { acquireDataLock, lockHolder } from './data-lock.ts';
import { keepRunning } from './keep-running.ts';
import { serverBinaries } from './server-binaries.ts';
import { runServer, type ServerCommand, stopLeftover } from './server-process.ts';
import { canReach, serverUser } from './server-user.ts';

/** A PostgreSQL server of our own, running beside the program. */
export interface EmbeddedDatabase {
  /** Connects as `zelian_owner`: migrations, backup, restore. A superuser of this cluster. */
  ownerUrl: string;
  /** Connects as `zelian_app`: neither owner nor superuser, so that row-level security holds. */
  appUrl: string;
  /** The folder of the Unix socket; undefined on Windows. */
  socketDir?: string;
  /** `18.4` */
  version: string;
  /** The folder of the cluster's files, for free-space checks. */
  clusterDir: string;
  /** Ends the server cleanly and gives the data folder back. May be called many times. */
  stop(): Promise<void>;
}

type Log = (line: string) => void;

const OWNER = 'zelian_owner';
const APP = 'zelian_app';
const DATABASE = 'zelian';

/** Sized for two cores and a few GB. Statements stay out of the server's log: they carry personal data. */
const SETTINGS = {
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  max_connections: '100',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  jit: 'off',
  // One crash ends the whole server and we start it afresh: its own restart can stay half-way when the disk is full.
  restart_after_crash: 'off',
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
const FORGETFUL = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  io_method: 'sync',
  restart_after_crash: 'on',
};

/**
 * Starts the embedded PostgreSQL on a data folder (made when missing), or refuses when another process uses it.
 * What an earlier process left running there is stopped first; what it left unfinished is recovered.
 *
 * @param log receives rare notices for the operator (a recovery, a restart of the server).
 * @throws StartRefusal with a sentence for the operator.
 */
export async function startEmbedded(options: { dataDir: string; log: Log }): Promise<EmbeddedDatabase> {
  const { log } = options;
  const folder = prepareDataFolder(options.dataDir);
  const lock = await acquireDataLock(join(folder, 'lock'));
  try {
    const place = placeCluster(folder);
    const passwords = readPasswords(folder, place.clusterDir);
    const binaries = serverBinaries(place.user);
    clearRuntime(folder);
    if (!existsSync(place.clusterDir))
      await createCluster({ folder, place, binaries, owner: OWNER, passwords });
    else if (await stopLeftover(place.clusterDir))
      log('上次运行遗留的数据库进程已停止。A left-over server was stopped.');

    const socketDir = socketFolder(place.home, place.user);
    const port = socketDir ? 5432 : 20_000 + (randomBytes(2).readUInt16BE() % 30_000);
    const logFile = join(folder, 'postgres.log');
    const logFd = openServerLog(logFile);
    const command: ServerCommand = {
      postgres: binaries.postgres,
      clusterDir: place.clusterDir,
      socketDir,
      settings: { ...SETTINGS, ...DURABLE, ...addressSettings(socketDir, port) },
      user: place.user,
      logFd,
      deleteAfter: '',
    };
    const server = await keepRunning(command, logFile, log);
    const urls = urlsOf(socketDir, port, passwords);
    const version = await prepareDatabase(urls.ownerUrl, passwords).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    writeRuntime(folder, { socketDir, port, version, clusterDir: place.clusterDir });
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      lock.announceStop();
      await server.stop();
      closeSync(logFd);
      clearRuntime(folder);
      lock.release();
    };
    return {
      ...urls,
      ...(socketDir && { socketDir }),
      version,
      clusterDir: place.clusterDir,
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The embedded server of a data folder that another process is running, for a command beside it; undefined when
 * none is running. Its `stop` does nothing.
 */
export function attachEmbedded(dataDir: string): EmbeddedDatabase | undefined {
  if (!existsSync(join(dataDir, 'lock')) || !lockHolder(join(dataDir, 'lock'))) return undefined;
  const runtime = readRuntime(dataDir);
  if (!runtime) return undefined;
  const passwords = readPasswords(dataDir, runtime.clusterDir);
  return {
    ...urlsOf(runtime.socketDir, runtime.port, passwords),
    ...(runtime.socketDir && { socketDir: runtime.socketDir }),
    version: runtime.version,
    clusterDir: runtime.clusterDir,
    stop: async () => {},
  };
}

/** A fast server in a temporary folder for tests: nothing survives it, not even a crash of the test run. */
export async function startThrowaway(options: { log?: Log } = {}): Promise<EmbeddedDatabase> {
  const user = serverUser();
  const binaries = serverBinaries(user);
  const home = mkdtempSync(join(canReach(user, tmpdir()) ? tmpdir() : '/tmp', 'zelian-test-'));
  if (user) chownSync(home, user.uid, user.gid);
  const clusterDir = join(home, 'cluster');
  const passwords: Passwords = { owner: newPassword(), app: newPassword() };
  await createCluster({
    folder: home,
    place: { home, clusterDir, user },
    binaries,
    owner: OWNER,
    passwords,
    hasty: true,
  });
  const socketDir = socketFolder(home, user);
  const port = socketDir ? 5432 : 20_000 + (randomBytes(2).readUInt16BE() % 30_000);
  const logFile = join(home, 'server.log');
  const logFd = openSync(logFile, 'a', 0o600);
  const server = await runServer({
    postgres: binaries.postgres,
    clusterDir,
    socketDir,
    settings: { ...SETTINGS, ...FORGETFUL, max_connections: '200', ...addressSettings(socketDir, port) },
    user,
    logFd,
    deleteAfter: home,
  }).catch((error: unknown) => {
    options.log?.(tailOf(logFile));
    throw error;
  });
  closeSync(logFd);
  const urls = urlsOf(socketDir, port, passwords);
  const version = await prepareDatabase(urls.ownerUrl, passwords);
  return {
    ...urls,
    ...(socketDir && { socketDir }),
    version,
    clusterDir,
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The database and its application role, made when missing; the role's limits are checked at every start. */
async function prepareDatabase(ownerUrl: string, passwords: Passwords): Promise<string> {
  const maintenance = ownerUrl.replace(`/${DATABASE}?`, '/postgres?');
  const client = new pg.Client({ connectionString: maintenance, application_name: 'zelian-start' });
  await client.connect();
  try {
    const databases = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (databases.rowCount === 0) {
      await client.query(`create database ${DATABASE}`);
      await client.query(`revoke all on database ${DATABASE} from public`);
    }
    const roles = await client.query(
      'select rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) as fits from pg_roles where rolname = $1',
      [APP],
    );
    if (roles.rows[0]?.fits !== true) {
      const limits = 'login nosuperuser nobypassrls nocreaterole nocreatedb noreplication';
      const verb = roles.rowCount === 0 ? 'create' : 'alter';
      await client.query(`${verb} role ${APP} ${limits} password '${passwords.app}'`);
    }
    await client.query(`grant connect, temporary on database ${DATABASE} to ${APP}`);
    const version = await client.query<{ server_version: string }>('show server_version');
    return version.rows[0]?.server_version.split(' ')[0] ?? '';
  } finally {
    await client.end();
  }
}

function urlsOf(socketDir: string, port: number, passwords: Passwords): { ownerUrl: string; appUrl: string } {
  const host = encodeURIComponent(socketDir || '127.0.0.1');
  const url = (role: string, password: string) =>
    `postgresql://${role}:${password}@localhost:${port}/${DATABASE}?host=${host}`;
  return { ownerUrl: url(OWNER, passwords.owner), appUrl: url(APP, passwords.app) };
}

function addressSettings(socketDir: string, port: number): Record<string, string> {
  if (!socketDir) return { listen_addresses: '127.0.0.1', port: String(port) };
  return {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
  };
}

/** Where the socket goes: beside the cluster, unless that path is too long for a socket (107 bytes on Linux). */
function socketFolder(home: string, user: { uid: number; gid: number } | undefined): string {
  if (process.platform === 'win32') return '';
  const beside = join(home, 'run');
  if (Buffer.byteLength(beside) <= 80) return beside;
  const short = mkdtempSync(join(user ? '/tmp' : tmpdir(), 'zelian-'));
  if (user) chownSync(short, user.uid, user.gid);
  return short;
}
