import type { FastifyInstance } from 'fastify';
import { DEMO_PASSWORD } from '#platform/auth/session.routes.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { startTicks } from '#platform/jobs/ticks.ts';
import { setupCode } from '#shell/setup/setup-code.ts';
import { createApp } from '../app.ts';
import { ticks } from '../ticks.ts';
import { type Call, type CliConfig, type Command, textOption, UsageError } from './command.ts';
import { ensureDemo } from './demo-city.ts';
import { composeOver, migrateSafely, type Running, tenantsOf } from './running.ts';
import { prepareStop, withinGrace } from './stopping.ts';
import { openStore, type Store } from './store.ts';

const DEMO_LOGINS = ['clerk', 'officer', 'secretary', 'member', 'rater', 'auditor', 'sysadmin', 'secadmin'];

export const serve: Command = {
  usage: '[--port N] [--host ADDRESS]',
  about: `启动服务：打开（或首次创建）数据库，升级结构，空库时生成演示城市（ZELIAN_DEMO=0 则改为首次设置页），然后监听。
就绪时在标准输出打印一行 Zelian ready …；Ctrl-C 或 SIGTERM 后先完成已接受的请求（至多 10 秒）再退出。
Starts the server: opens or creates the database, brings the schema up to date, builds the demo city in an empty database
(with ZELIAN_DEMO=0: a first-run page instead), then listens. Ctrl-C or SIGTERM finish accepted requests, 10 s at most.`,
  options: {
    port: { type: 'string', value: 'N', help: '端口，默认 3000 或 PORT · port' },
    host: { type: 'string', value: 'ADDRESS', help: '监听地址，默认 127.0.0.1 或 HOST · address' },
  },
  async run(call) {
    const config = withOptions(call.config, textOption(call, 'port'), textOption(call, 'host'));
    const stopAsked = stopSignal();
    const store = await openStore(config, { exclusive: true, log: call.progress });
    const opening = open(call, config, store);
    // A signal before the server is ready ends it at once; what was begun is rolled back by the database.
    const server = await Promise.race([opening, stopAsked.then(() => undefined)]).catch(
      async (error: unknown) => {
        await store.close();
        throw error;
      },
    );
    if (server === undefined) {
      opening.catch(() => {});
      await store.close();
      process.exit(0);
    }
    process.stdout.write(`${await readyLine(server.running, config, server.port)}\n`);
    await stopAsked;
    await server.finish();
    await server.running.close();
    await store.close();
    return 0;
  },
};

async function open(call: Call, config: CliConfig, store: Store) {
  await migrateSafely(call, store.ownerUrl);
  const running = await composeOver(config, { ...store, close: async () => {} });
  try {
    if (config.demo) await ensureDemo(running, { log: call.progress });
    const { database, keys } = running.services;
    const { app, services } = await createApp({ config, database, keys });
    const stopListening = prepareStop(app);
    const port = await listen(app, config);
    const stopTicks = startTicks(services, ticks);
    const finish = () => Promise.all([stopListening(), withinGrace(stopTicks())]);
    return { port, running, finish };
  } catch (error) {
    await running.close();
    throw error;
  }
}

function withOptions(config: CliConfig, port: string | undefined, host: string | undefined): CliConfig {
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new UsageError(
      `--port 应为 0–65535 的整数，现为「${port}」。--port must be a whole number from 0 to 65535.`,
    );
  }
  return { ...config, port: port === undefined ? config.port : Number(port), host: host ?? config.host };
}

/** Resolves at the first signal to stop, or when the launcher that holds our channel is gone. Further signals change nothing. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve());
    process.on('disconnect', () => resolve());
  });
}

async function listen(app: FastifyInstance, config: CliConfig): Promise<number> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    const code = (error as { code?: string }).code;
    throw new StartRefusal(
      'serve/cannot-listen',
      code === 'EADDRINUSE'
        ? `端口 ${config.port} 已被占用。请停止占用它的程序，或用 PORT 指定另一个端口。`
        : `无法监听 ${config.host}:${config.port}（${code}）。请检查 HOST 和 PORT。`,
      `Cannot listen on ${config.host}:${config.port} (${code}). Set PORT or HOST.`,
    );
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : config.port;
}

/** The one line of standard output: where the server is, and how to get in. */
async function readyLine(running: Running, config: CliConfig, port: number): Promise<string> {
  const everywhere = config.host === '0.0.0.0' || config.host === '::';
  const host = everywhere ? '127.0.0.1' : config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = `http://${host}:${port}`;
  const tenants = await tenantsOf(running.services);
  if (tenants.length === 0) {
    return `Zelian ready ${url}  首次设置 first set-up: ${url}/setup  设置码 code: ${setupCode(running.services.keys)}`;
  }
  const accounts = tenants.length === 1 && tenants[0]?.demo ? await demoAccounts(running) : [];
  if (accounts.length === 0) return `Zelian ready ${url}`;
  return `Zelian ready ${url}  演示账号 demo accounts: ${accounts.join(' ')}  密码 password: ${DEMO_PASSWORD}`;
}

async function demoAccounts({ services }: Running): Promise<string[]> {
  const rows = await services.database.lookup
    .selectFrom('account')
    .select('login')
    .where('login', 'in', DEMO_LOGINS)
    .execute();
  return DEMO_LOGINS.filter((login) => rows.some((row) => row.login === login));
}
