import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#platform/config.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { type Call, type Command, type OptionSpec, UsageError } from './command.ts';

const ROOT = resolve(import.meta.dirname, '../..');

// Half of what a command costs is reading the program: what was compiled once is kept. Where nothing may be written, nothing is.
enableCompileCache(join(ROOT, 'node_modules/.cache/compiled'));

/** Each command is loaded only when called: `--help` and `doctor` must work where others cannot. */
const commands: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  serve: { summary: '启动服务 · start the server', load: async () => (await import('./serve.ts')).serve },
  demo: { summary: '生成演示城市 · build the demo city', load: async () => (await import('./demo.ts')).demo },
  migrate: {
    summary: '升级数据库结构 · bring the schema up to date',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  import: {
    summary: '导入工作簿 · import a workbook',
    load: async () => (await import('./import.ts')).importCommand,
  },
  export: {
    summary: '导出数据 · export data',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  backup: {
    summary: '备份到一个文件 · back up into one file',
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: '恢复到空库 · restore into an empty database',
    load: async () => (await import('./restore.ts')).restore,
  },
  verify: {
    summary: '核验审计链 · verify the audit chain',
    load: async () => (await import('./verify.ts')).verify,
  },
  doctor: {
    summary: '检查运行环境 · check the installation',
    load: async () => (await import('./doctor.ts')).doctor,
  },
};

const COMMON = {
  help: { type: 'boolean', help: '显示帮助 · show this help' },
  json: { type: 'boolean', help: '以 JSON 输出结果 · print the result as JSON' },
} as const;

process.exitCode = await main(process.argv.slice(2));
if (process.connected) process.disconnect();
// Output is flushed by ending naturally; a forgotten timer or connection must not keep a finished command alive.
setTimeout(() => process.exit(), 1_000).unref();

/** Runs one command and returns its exit status: 0 done, 1 failed, 2 wrong usage. */
async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    process.stdout.write(
      `${(await import('../../package.json', { with: { type: 'json' } })).default.version}\n`,
    );
    return 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    process.stderr.write(`没有命令「${name}」。There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  const command = await entry.load();
  const json = rest.includes('--json');
  try {
    const call = parse(command, rest);
    if (call === 'help') {
      process.stdout.write(helpOf(name, command));
      return 0;
    }
    return await command.run(call);
  } catch (error) {
    return explain(error, json, () => helpOf(name, command));
  }
}

function parse(command: Command, argv: string[]): Call | 'help' {
  const options = { ...command.options, ...COMMON };
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true, strict: true }) as typeof parsed;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (parsed.values['help']) return 'help';
  const [least, most] = command.positionals ?? [0, 0];
  if (parsed.positionals.length < least || parsed.positionals.length > most) {
    throw new UsageError('参数的个数不对。Wrong number of arguments.');
  }
  const json = parsed.values['json'] === true;
  return {
    ...parsed,
    json,
    root: ROOT,
    config: configuration(),
    report: (data, text) => process.stdout.write(json ? `${JSON.stringify(data)}\n` : `${text}\n`),
    progress: (text) => process.stderr.write(`${text}\n`),
  };
}

function configuration() {
  try {
    const config = readConfig(process.env, ROOT);
    // The default folder belongs to the checkout, wherever the command was called from.
    return process.env['ZELIAN_DATA'] ? config : { ...config, dataDir: resolve(ROOT, 'data') };
  } catch (error) {
    throw new StartRefusal(
      'settings/invalid',
      (error as Error).message,
      'A setting in the environment is invalid.',
    );
  }
}

function explain(error: unknown, json: boolean, help: () => string): number {
  if (error instanceof UsageError) {
    if (json)
      process.stdout.write(`${JSON.stringify({ error: { code: 'usage', message: error.message } })}\n`);
    else process.stderr.write(`${error.message}\n\n${help()}`);
    return 2;
  }
  const known = error instanceof StartRefusal;
  const code = known ? error.code : 'failed';
  const message = error instanceof Error ? error.message : String(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  else process.stderr.write(`${known ? message : error instanceof Error ? error.stack : message}\n`);
  return 1;
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`);
  return `责链 Zelian

用法 Usage: zelian <command> [options]

${lines.join('\n')}

  zelian <command> --help   某个命令的说明 · help for a command
设置 Settings (environment): PORT, HOST, ZELIAN_DATA, ZELIAN_DEMO, DATABASE_URL, PUBLIC_URL, ZELIAN_KEY — docs/operations.md
`;
}

function helpOf(name: string, command: Command): string {
  const specs: Record<string, OptionSpec> = { ...command.options, ...COMMON };
  const options = Object.entries(specs).map(([option, spec]) => {
    const value = spec.value ? ` ${spec.value}` : '';
    return `  ${`--${option}${value}`.padEnd(22)} ${spec.help}`;
  });
  return `zelian ${name} ${command.usage}

${command.about}

${options.join('\n')}
`;
}
