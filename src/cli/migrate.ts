import type { Command } from './command.ts';
import { migrateSafely, pendingMigrations } from './running.ts';
import { openStore } from './store.ts';

export const migrateCommand: Command = {
  usage: '[--dry-run]',
  about: `把数据库结构升级到本程序的版本：每一步一个事务，只进不退；库中已有数据时先自动备份到数据文件夹的 backups/。
Brings the schema up to this program's: a transaction a step, forward only; a database with data is backed up first.`,
  options: { 'dry-run': { type: 'boolean', help: '只列出将执行的步骤 · only list the steps' } },
  async run(call) {
    const store = await openStore(call.config, { exclusive: false, log: call.progress });
    try {
      const dry = call.values['dry-run'] === true;
      const steps = dry ? await pendingMigrations(store.ownerUrl) : await migrateSafely(call, store.ownerUrl);
      const verb = dry ? '待执行 Pending' : '已执行 Applied';
      call.report(
        { dryRun: dry, steps },
        steps.length ? `${verb}:\n${steps.join('\n')}` : '已是最新 Up to date',
      );
      return 0;
    } finally {
      await store.close();
    }
  },
};
