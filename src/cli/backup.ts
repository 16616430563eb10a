import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { dumpDatabase } from './backup/dump.ts';
import type { Command } from './command.ts';
import { noteInChains, openServices, PROGRAM_VERSION } from './running.ts';

export const backup: Command = {
  usage: 'FILE [--force]',
  about: `把整个数据库按同一时刻的状态备份到一个文件（压缩、带校验）；服务运行时也可以执行。
不包含主密钥（数据文件夹中的 master.key），请把它另行保存；登录会话不备份。
Backs the whole database up into one compressed, sealed file, as of one instant, also while the server runs.
The master key (master.key in the data folder) is not in it: keep it elsewhere. Sessions are left out.`,
  positionals: [1, 1],
  options: { force: { type: 'boolean', help: '覆盖已有文件 · replace an existing file' } },
  async run(call) {
    const path = resolve(call.positionals[0] as string);
    if (existsSync(path) && call.values['force'] !== true) {
      throw new StartRefusal(
        'backup/exists',
        `${path} 已存在，如要覆盖请加 --force。`,
        `${path} exists; add --force to replace it.`,
      );
    }
    const running = await openServices(call);
    try {
      const now = new Date();
      const from = performance.now();
      const { manifest, bytes } = await dumpDatabase(running.store.ownerUrl, path, {
        program: PROGRAM_VERSION,
        now,
        progress: call.progress,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      await noteInChains(running.services, { action: 'backup.take', details: { bytes, rows } }, new Date());
      const seconds = Math.round(performance.now() - from) / 1000;
      call.report(
        { file: path, bytes, tables: manifest.tables.length, rows, seconds },
        `已备份 ${manifest.tables.length} 张表、${rows} 行到 ${path}（${bytes} 字节，${seconds} 秒）。Backed up.`,
      );
      return 0;
    } finally {
      await running.close();
    }
  },
};
