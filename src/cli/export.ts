import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { appendAudit } from '#platform/audit/chain.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { Services } from '#platform/http/context.ts';
import { type Command, textOption, UsageError } from './command.ts';
import { rosterSheets } from './export/roster.ts';
import { exportRows } from './export/rows.ts';
import { oneTenant, openServices } from './running.ts';

export const exportCommand: Command = {
  usage: 'FILE.xlsx | FILE.ndjson [--tenant NAME] [--force]',
  about: `.xlsx：单位、党组织、人员与职务，格式与导入工作簿相同，可再次导入。
.ndjson：一个租户的全部数据，每行一个 JSON 对象，不用本程序也能读取；加密字段以明文写出。
导出含个人信息，文件仅本人可读（600），并记入审计链。备份请用 zelian backup。
.xlsx: units, organisations, people and posts in the form that an import reads. .ndjson: all data of a tenant, one JSON object
a line, sealed fields opened. Both hold personal data: mode 600, and noted in the audit chain. For backups use zelian backup.`,
  positionals: [1, 1],
  options: {
    tenant: { type: 'string', value: 'NAME', help: '租户名称或编号，只有一个时可省略 · tenant' },
    force: { type: 'boolean', help: '覆盖已有文件 · replace an existing file' },
  },
  async run(call) {
    const path = resolve(call.positionals[0] as string);
    const form = /\.(xlsx|ndjson)$/.exec(path)?.[1];
    if (!form)
      throw new UsageError('文件名应以 .xlsx 或 .ndjson 结尾。The file name must end in .xlsx or .ndjson.');
    if (existsSync(path)) {
      if (call.values['force'] !== true) {
        throw new StartRefusal(
          'export/exists',
          `${path} 已存在，如要覆盖请加 --force。`,
          `${path} exists; add --force to replace it.`,
        );
      }
      rmSync(path);
    }
    const running = await openServices(call);
    try {
      const { services, store } = running;
      const tenant = await oneTenant(services, textOption(call, 'tenant'));
      const rows =
        form === 'xlsx'
          ? await writeRoster(services, tenant.id, path)
          : await exportRows(store.ownerUrl, services.keys, tenant.id, path);
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
      await services.database.write(tenant.id, async (tx) => {
        const entry = {
          action: 'data.export',
          object: ['tenant', tenant.id] as const,
          details: { form, rows: total },
        };
        await appendAudit(tx, tenant.id, null, new Date(), [entry]);
        return { commit: true, value: undefined };
      });
      call.report(
        { file: path, tenant: tenant.name, rows },
        `已导出 ${tenant.name} 的 ${total} 行到 ${path}。Exported.`,
      );
      return 0;
    } finally {
      await running.close();
    }
  },
};

async function writeRoster(
  services: Services,
  tenantId: string,
  path: string,
): Promise<Record<string, number>> {
  const sheets = await rosterSheets(services, tenantId);
  const written = await writeWorkbook(sheets, { at: new Date(), title: '组织与人员' });
  if (!written.ok)
    throw new StartRefusal(
      written.refusal.code,
      written.refusal.message,
      'The workbook could not be written.',
    );
  writeFileSync(path, written.value, { mode: 0o600 });
  return Object.fromEntries(sheets.map((sheet) => [sheet.name, sheet.rows.length - 1]));
}
