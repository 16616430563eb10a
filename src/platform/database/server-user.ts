import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { StartRefusal } from './start-refusal.ts';

/** The account a database server runs under when the program itself runs as root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

const OWN_ACCOUNT = 'zelian-db';

/**
 * The account for the embedded server: undefined for an ordinary user (the server runs as that user, too).
 * PostgreSQL refuses to run as root, so root gets the owner of an existing cluster, else the account
 * `zelian-db` (created if the system allows), else `nobody`.
 *
 * @param clusterDir an existing cluster, whose owner then decides.
 * @throws StartRefusal when this user id has no entry in the user database, which `initdb` needs.
 */
export function serverUser(clusterDir?: string): ServerUser | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.geteuid?.() !== 0) {
    assertNamedUser();
    return undefined;
  }
  if (clusterDir !== undefined) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const user = account(OWN_ACCOUNT) ?? createAccount() ?? account('nobody');
  if (user) return user;
  throw new StartRefusal(
    'database/no-server-user',
    '以 root 运行时需要一个普通系统账户来运行数据库，但无法创建 zelian-db，也没有 nobody。请新建一个账户，或以普通用户启动。',
    'Running as root needs an ordinary account for the database; neither zelian-db nor nobody exists. Create one, or start as an ordinary user.',
  );
}

/** Whether `user` can run a program or enter a folder, asked of the system itself as that user. */
export function canReach(user: ServerUser | undefined, path: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

function account(name: string): ServerUser | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createAccount(): ServerUser | undefined {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = spawnSync('useradd', [...options, '--shell', '/usr/sbin/nologin', OWN_ACCOUNT], {
    stdio: 'ignore',
  });
  // Two first starts at once: the loser's useradd fails, and the account is there all the same.
  return made.status === 0 || made.status === 9 ? account(OWN_ACCOUNT) : undefined;
}

function assertNamedUser(): void {
  try {
    userInfo();
  } catch {
    const uid = process.geteuid?.();
    throw new StartRefusal(
      'database/unnamed-user',
      `当前用户编号 ${uid} 在系统用户表中没有名称，内置数据库无法初始化。请为它添加账户，或设置 DATABASE_URL 使用 PostgreSQL 服务器。`,
      `User id ${uid} has no entry in the user database, which the embedded PostgreSQL needs. Add one, or set DATABASE_URL.`,
    );
  }
}
