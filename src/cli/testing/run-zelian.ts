import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A `zelian` command as a process of its own, started by its launcher as a user would. */
export type Zelian = {
  readonly pid: number;
  /** Everything printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit status; a signal counts as 128. */
  readonly exit: Promise<number>;
  /** Waits for the ready line and returns the server's address. */
  ready(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
};

/** Starts `zelian …args` with a data folder and further settings. */
export function runZelian(args: string[], env: Record<string, string>): Zelian {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(ZELIAN|DATABASE_URL|PORT|HOST|PUBLIC_URL|VITEST|NODE_OPTIONS|npm_)/.test(name),
    ),
  );
  const child = spawn(process.execPath, [join(ROOT, 'scripts/zelian.mjs'), ...args], {
    env: { ...clean, PORT: '0', ZELIAN_DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const exit = new Promise<number>((done) => child.once('close', (code) => done(code ?? 128)));
  return {
    pid: child.pid as number,
    stdout: () => stdout,
    stderr: () => stderr,
    exit,
    async ready() {
      for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 20) {
        const address = /^Zelian ready (http:\S+)/m.exec(stdout)?.[1];
        if (address) return address;
        await sleep(20);
      }
      throw new Error(`not ready: ${stdout}${stderr}`);
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** A folder for a test's data; `remove` also removes a cluster that was placed elsewhere. */
export function dataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'zelian-cli-'));
  return {
    path,
    remove() {
      const pointer = join(path, 'data/postgres.location');
      if (existsSync(pointer))
        rmSync(JSON.parse(readFileSync(pointer, 'utf8')).home, { recursive: true, force: true });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** One HTTP exchange on a connection of its own; rejects when it is refused or cut. */
export function exchange(
  address: string,
  options: { method?: string; body?: unknown } = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      {
        method: options.method ?? 'GET',
        agent: false,
        headers: {
          'x-zelian': '1',
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (reply) => {
        let body = '';
        reply.on('data', (data: Buffer) => {
          body += data.toString();
        });
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
        reply.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}
