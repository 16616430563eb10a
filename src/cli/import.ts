import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { isDay, toDay } from '#kernel/dates.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import type { Services } from '#platform/http/context.ts';
import { type Call, type Command, textOption, UsageError } from './command.ts';
import { dryRun, markedCopy, type Preview } from './import/dry-run.ts';
import { writeWorkbookIn } from './import/write.ts';
import { oneTenant, openServices } from './running.ts';

export const importCommand: Command = {
  usage: 'FILE.xlsx [--dry-run] [--skip-bad] [--as-of DAY] [--unit NAME] [--marked FILE] [--tenant NAME]',
  about: `导入单位、党组织、人员与职务的工作簿，规则与网页相同。--dry-run 只预演，不写入任何内容；有错的单元格逐个列出。
不加 --dry-run 时在一个事务中写入；有错误的行时先拒绝，加 --skip-bad 则只写入无误的行。网页上可以整批撤销。
Imports a workbook of units, Party organisations, people and posts by the same rules as the page. --dry-run writes nothing and
lists every bad cell. Without it all sound lines are written in one transaction; bad lines refuse it, unless --skip-bad.`,
  positionals: [1, 1],
  options: {
    'dry-run': { type: 'boolean', help: '只预演 · write nothing' },
    'skip-bad': { type: 'boolean', help: '跳过有错的行 · leave bad lines out' },
    'as-of': {
      type: 'string',
      value: 'DAY',
      help: '未写明时间的任职与组织关系从何日起，默认今年1月1日 · since when',
    },
    unit: { type: 'string', value: 'NAME', help: '未写单位的行属于哪个单位 · unit of lines that name none' },
    marked: {
      type: 'string',
      value: 'FILE',
      help: '另存一份标出错误单元格的工作簿 · a copy with the cells marked',
    },
    tenant: { type: 'string', value: 'NAME', help: '租户名称或编号 · tenant' },
  },
  async run(call) {
    const path = resolve(call.positionals[0] as string);
    const bytes = read(path);
    const asOf = textOption(call, 'as-of') ?? `${toDay(new Date()).slice(0, 4)}-01-01`;
    if (!isDay(asOf))
      throw new UsageError('--as-of 应写作 2026-01-01。--as-of must be a day such as 2026-01-01.');
    const running = await openServices(call);
    try {
      const { services } = running;
      const tenant = await oneTenant(services, textOption(call, 'tenant'));
      const unitId = await unitOf(services, tenant.id, textOption(call, 'unit'));
      const preview = await dryRun(services, tenant.id, { bytes, asOf, unitId });
      const marked = textOption(call, 'marked');
      if (marked !== undefined)
        writeFileSync(resolve(marked), await markedCopy(bytes, preview), { mode: 0o600 });
      const writes = call.values['dry-run'] !== true;
      if (!writes || (preview.bad.length > 0 && call.values['skip-bad'] !== true)) {
        report(call, preview, false);
        return preview.bad.length > 0 ? 1 : 0;
      }
      await writeWorkbookIn(services, tenant.id, {
        name: basename(path),
        bytes,
        asOf,
        unitId,
        tables: preview.tables,
      });
      report(call, preview, true);
      return 0;
    } finally {
      await running.close();
    }
  },
};

function report(call: Call, preview: Preview, written: boolean): void {
  const { counts, bad, ignored } = preview;
  const lines = Object.entries(counts).map(
    ([subject, each]) =>
      `${subject}: ${Object.entries(each)
        .map(([action, n]) => `${action} ${n}`)
        .join(', ')}`,
  );
  if (ignored.length > 0) lines.push(`未导入的栏目 Columns left out: ${ignored.join('、')}`);
  for (const flaw of bad)
    lines.push(`${flaw.sheet}!${flaw.cell ?? `${flaw.row}:${flaw.row}`} ${flaw.message}`);
  lines.push(written ? '已写入。Written.' : '没有写入任何内容。Nothing was written.');
  call.report({ written, counts, bad, ignored }, lines.join('\n'));
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new StartRefusal('import/unreadable', `无法读取文件 ${path}。`, `Cannot read ${path}.`);
  }
}

async function unitOf(
  services: Services,
  tenantId: string,
  name: string | undefined,
): Promise<string | null> {
  if (name === undefined) return null;
  const found = await services.database.read(tenantId, (tx) =>
    tx
      .selectFrom('organisation')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', 'unit')
      .where('name', '=', name)
      .executeTakeFirst(),
  );
  if (found) return found.id;
  throw new StartRefusal(
    'import/no-such-unit',
    `没有单位「${name}」，请核对名称。`,
    `There is no unit "${name}".`,
  );
}
