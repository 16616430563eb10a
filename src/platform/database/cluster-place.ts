import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from './data-folder.ts';
import { type ServerBinaries, SYSTEM_FOLDER } from './server-binaries.ts';
import { canReach, type ServerUser, serverUser } from './server-user.ts';
import { StartRefusal } from './start-refusal.ts';

/** Where a cluster lies and whose it is. */
export interface ClusterPlace {
  /** The folder that holds `cluster/` and `run/`, owned by the server's account. */
  home: string;
  clusterDir: string;
  user: ServerUser | undefined;
}

export interface Passwords {
  owner: string;
  app: string;
}

const POINTER = 'postgres.location';
const PASSWORDS = 'database.json';

/**
 * Finds the cluster of a data folder, or chooses a place for a new one: inside the folder if the server's account
 * can enter it, else under {@link SYSTEM_FOLDER}, noted in a pointer file.
 *
 * @throws StartRefusal when the pointer names a folder that is gone: an empty database must not pose as the old one.
 */
export function placeCluster(folder: string): ClusterPlace {
  const pointer = join(folder, POINTER);
  if (existsSync(pointer)) {
    const { home } = JSON.parse(readFileSync(pointer, 'utf8')) as { home: string };
    const clusterDir = join(home, 'cluster');
    if (existsSync(clusterDir)) return { home, clusterDir, user: serverUser(clusterDir) };
    throw new StartRefusal(
      'database/cluster-missing',
      `数据文件夹记录的数据库目录 ${home} 不存在。请把它恢复到原处；若确要从空库开始，请删除 ${pointer}。`,
      `The database folder ${home} named by ${pointer} is missing. Put it back, or delete that file to start empty.`,
    );
  }
  const inside = join(folder, 'postgres');
  const clusterDir = join(inside, 'cluster');
  if (existsSync(clusterDir)) return { home: inside, clusterDir, user: serverUser(clusterDir) };
  const user = serverUser();
  if (user === undefined || canReach(user, folder)) return { home: inside, clusterDir, user };
  const name = `${createHash('sha256').update(folder).digest('hex').slice(0, 12)}-${randomBytes(3).toString('hex')}`;
  const home = join(SYSTEM_FOLDER, name);
  return { home, clusterDir: join(home, 'cluster'), user };
}

/**
 * The passwords of a data folder's database roles, made and kept (mode 600) before its first start.
 *
 * @throws StartRefusal when there is a cluster but its passwords are gone.
 */
export function readPasswords(folder: string, clusterDir: string): Passwords {
  const file = join(folder, PASSWORDS);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  if (existsSync(clusterDir)) {
    throw new StartRefusal(
      'database/passwords-missing',
      `数据库存在，但口令文件 ${file} 丢失，无法连接。请从备份中恢复该文件。`,
      `The database is there but its password file ${file} is missing. Restore that file.`,
    );
  }
  const made = { owner: newPassword(), app: newPassword() };
  writePrivately(file, JSON.stringify(made));
  return made;
}

// The password travels through a pipe: no file, no argument that other users could read. The cluster appears
// under its name only when complete, so that a start cut short is simply done again.
const CREATE = `
umask 077
home=$1; shift
rm -rf "$home/cluster.new"
cat | "$@" -D "$home/cluster.new" --pwfile=/dev/stdin && mv "$home/cluster.new" "$home/cluster"
`;

/** A password for a database role: 192 random bits, safe in a URL. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Creates an empty cluster: UTF-8, code-point order (the same on every machine), page checksums, SCRAM passwords. */
export async function createCluster(options: {
  folder: string;
  place: ClusterPlace;
  binaries: ServerBinaries;
  owner: string;
  passwords: Passwords;
  /** Skips the final flush to disk: for tests only. */
  hasty?: boolean;
}): Promise<void> {
  const { place, binaries, folder } = options;
  if (!existsSync(place.home)) {
    if (place.home.startsWith(SYSTEM_FOLDER)) mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
    mkdirSync(place.home, { mode: 0o700 });
    if (place.user) chownSync(place.home, place.user.uid, place.user.gid);
  }
  const flags = [
    ...['-U', options.owner, '--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(options.hasty ? ['--no-sync'] : []),
  ];
  const { code, messages } = await runInitdb(binaries.initdb, flags, place, options.passwords.owner);
  if (code !== 0 || !existsSync(place.clusterDir)) {
    throw new StartRefusal(
      'database/create-failed',
      '内置数据库创建失败：',
      `initdb failed (${code}):\n${messages}`,
    );
  }
  if (place.home !== folder && place.home !== join(folder, 'postgres')) {
    writePrivately(join(folder, POINTER), JSON.stringify({ home: place.home }));
  }
}

async function runInitdb(initdb: string, flags: string[], place: ClusterPlace, password: string) {
  if (process.platform === 'win32') return runInitdbOnWindows(initdb, flags, place, password);
  const child = spawn('/bin/sh', ['-c', CREATE, 'zelian-initdb', place.home, initdb, ...flags], {
    ...place.user,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  return finished(child, password);
}

async function runInitdbOnWindows(initdb: string, flags: string[], place: ClusterPlace, password: string) {
  const passwordFile = join(place.home, 'password');
  writePrivately(passwordFile, password);
  const child = spawn(initdb, [...flags, '-D', place.clusterDir, `--pwfile=${passwordFile}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
    windowsHide: true,
  });
  try {
    return await finished(child, '');
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function finished(
  child: ReturnType<typeof spawn>,
  input: string,
): Promise<{ code: number; messages: string }> {
  let messages = '';
  child.stderr?.on('data', (data: Buffer) => {
    messages += data.toString();
  });
  child.stdin?.on('error', () => {});
  child.stdin?.end(`${input}\n`);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, messages }));
  });
}
