import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openKeys } from '#platform/crypto/keys.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { migrations } from '../migrations.ts';
import { checkBackup, loadDatabase } from './backup/load.ts';
import type { Command } from './command.ts';
import { composeOver, noteInChains } from './running.ts';
import { openStore } from './store.ts';

export const restore: Command = {
  usage: 'FILE [--check]',
  about: `把备份恢复到一个空库。先核对文件校验和、结构版本与主密钥，再在一个事务中写入，并逐表比对、核验审计链；任何不符都全部撤销。
恢复前请先把当时的 master.key 放进数据文件夹（或设置 ZELIAN_KEY）。恢复后所有人需重新登录。
Restores a backup into an empty database: checksum, schema and master key are checked first; all rows are written in one
transaction, compared table by table, and the audit chain is verified. Put the master.key of that time in place first.`,
  positionals: [1, 1],
  options: { check: { type: 'boolean', help: '只检查备份文件，不写入 · only check the file' } },
  async run(call) {
    const path = resolve(call.positionals[0] as string);
    const { config } = call;
    const hasKey = config.masterKey !== undefined || existsSync(join(config.dataDir, 'master.key'));
    const check = call.values['check'] === true;
    // Without a key at hand the file can still be checked; restoring would make a new key that opens nothing.
    const keyCheck = hasKey ? openKeys(config.dataDir, config.masterKey).keyCheck : undefined;
    const manifest = await checkBackup(path, migrations, keyCheck);
    const summary = {
      file: path,
      createdAt: manifest.createdAt,
      program: manifest.program,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      chains: manifest.chains,
    };
    if (check) {
      call.report(
        { ...summary, checked: true },
        `备份完好：${summary.createdAt}，${summary.tables} 张表、${summary.rows} 行。The backup is sound.`,
      );
      return 0;
    }
    if (!hasKey && manifest.keyChecks.length > 0) {
      throw new StartRefusal(
        'backup/no-key',
        `数据文件夹 ${config.dataDir} 中没有 master.key，也没有设置 ZELIAN_KEY。请先放回备份当时的主密钥，否则加密的字段无法打开。`,
        'There is no master.key in the data folder and no ZELIAN_KEY. Put the key of that time in place first.',
      );
    }
    const store = await openStore(config, { exclusive: true, log: call.progress });
    try {
      await loadDatabase(store.ownerUrl, path, manifest, migrations);
      const running = await composeOver(config, { ...store, close: async () => {} });
      try {
        const details = { backupAt: manifest.createdAt, rows: summary.rows };
        await noteInChains(running.services, { action: 'backup.restore', details }, new Date());
      } finally {
        await running.close();
      }
      call.report(
        summary,
        `已恢复 ${summary.tables} 张表、${summary.rows} 行，逐表比对一致，审计链完整。Restored and verified.`,
      );
      return 0;
    } finally {
      await store.close();
    }
  },
};
