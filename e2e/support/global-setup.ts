import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const STARTING_MINUTES = 4;

/**
 * Starts the product as an operator would, by its own command, on a data folder of its own with a small demo city, and
 * stops it afterwards. ZELIAN_E2E_URL names a server that runs already; it is then left alone.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env['ZELIAN_E2E_URL']) return async () => {};
  const dataDir = mkdtempSync(join(tmpdir(), 'zelian-e2e-'));
  const env = { ...process.env, ZELIAN_DATA: dataDir, PORT: '0', NODE_ENV: 'production' };
  await finished(command(['demo', '--members', '600', '--seed', '2026'], env));
  const server = command(['serve', '--port', '0'], env);
  process.env['ZELIAN_E2E_URL'] = await readyAddress(server);
  return async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function command(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [join(root, 'src/cli/main.ts'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.resume();
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the demo city was not built (status ${code})`)),
    );
  });
}

function readyAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error('the server did not become ready')),
      STARTING_MINUTES * 60_000,
    );
    server.once('exit', (code) =>
      reject(new Error(`the server ended with status ${code} before it was ready`)),
    );
    server.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const address = /Zelian ready (http:\/\/\S+)/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
