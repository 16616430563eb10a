import { ok, type Result } from '#kernel/result.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import { type SheetToWrite } from '#platform/documents/workbook-writer.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download } from '#platform/http/endpoint.ts';
import { XLSX } from './download-marked.ts';
import type { Vocabulary } from './import.vocabulary.ts';
import type { SheetKind } from './import-fields.rules.ts';
import './import-services.ts';

/** Columns left out of the template: accepted when an organ's own workbook has them, but not asked for (最小必要). */
const NOT_ASKED = new Set(['identity-number', 'politics']);

/** The template workbook: a sheet for each kind of table with an example line, and a sheet that explains the columns. */
export async function downloadTemplate(ctx: Context): Promise<Result<Download>> {
  const { importVocabulary } = ctx.services;
  const sheets = templateSheets(importVocabulary);
  const written = await writeWorkbook(sheets, { at: ctx.now, title: '导入模板' });
  if (!written.ok) return written;
  return ok({ filename: '责链导入模板.xlsx', contentType: XLSX, bytes: written.value });
}

/** The template's sheets. What it holds can itself be imported. */
export function templateSheets(vocabulary: Vocabulary): SheetToWrite[] {
  const fieldsOf = (kind: SheetKind) =>
    vocabulary.fields.filter((field) => field.sheet === kind && !NOT_ASKED.has(field.id));
  const order: SheetKind[] = ['units', 'organisations', 'people'];
  const tables = order.flatMap((kind): SheetToWrite[] => {
    const sheet = vocabulary.sheets.find((each) => each.id === kind);
    const fields = fieldsOf(kind);
    if (!sheet) return [];
    return [
      {
        name: sheet.title.zh,
        headRows: 1,
        rows: [
          fields.map(({ id, title, hint }) => {
            const star = sheet.required.includes(id) ? '*' : '';
            return { value: `${title.zh}${star}`, look: 'head' as const, comment: hint };
          }),
          fields.map((field) => field.example),
        ],
        widths: fields.map((field) =>
          Math.max(10, field.title.zh.length * 2 + 4, field.example.length * 2 + 2),
        ),
        textColumns: fields.map((_, index) => index),
        landscape: true,
      },
    ];
  });
  const explained = order.flatMap((kind) =>
    fieldsOf(kind).map((field) => [
      `“${vocabulary.sheets.find((each) => each.id === kind)?.title.zh ?? ''}”表`,
      field.title.zh,
      field.headers.slice(0, 8).join('、'),
      field.hint ?? '',
    ]),
  );
  return [
    ...tables,
    {
      name: '填写说明',
      headRows: 1,
      widths: [22, 16, 60, 60],
      rows: [['表', '栏目', '表头也可以写成', '怎样填'], ...explained],
    },
  ];
}
