import {
  AlignmentType,
  type FileChild,
  type IFontAttributesProperties,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Day } from '#kernel/dates.ts';
import {
  BODY_TRACKING,
  FONTS,
  halfPoints,
  indentChars,
  SIZES,
  type TableLayout,
  twips,
} from './official-layout.ts';
import type { OfficialBlock, OfficialColumn } from './official-model.ts';

type RunLook = {
  font?: IFontAttributesProperties;
  size?: number;
  color?: string;
  bold?: boolean;
  pageNumber?: boolean;
};

/** A run of text; control characters that XML does not have are left out. */
export function run(text: string, look: RunLook = {}): TextRun {
  const common = {
    font: look.font ?? FONTS.body,
    size: halfPoints(look.size ?? SIZES.body),
    characterSpacing: (look.size ?? SIZES.body) === SIZES.body ? BODY_TRACKING : undefined,
    color: look.color,
    bold: look.bold,
  };
  if (look.pageNumber) return new TextRun({ ...common, children: ['— ', PageNumber.CURRENT, ' —'] });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  const [first = '', ...rest] = clean.split('\t');
  return rest.length === 0
    ? new TextRun({ ...common, text: clean })
    : new TextRun({ ...common, children: [first, ...rest.flatMap((part) => ['\t', part])] });
}

/** A paragraph that begins at the left edge, or `indent` characters in. */
export function plain(text: string, look: RunLook & { indent?: number } = {}): Paragraph {
  return new Paragraph({
    indent: look.indent ? { firstLine: indentChars(look.indent) } : undefined,
    children: [run(text, look)],
  });
}

/** The blocks of a body, headings numbered by level: 一、 (一) 1. (1), each starting anew under the one above. */
export function bodyBlocks(blocks: OfficialBlock[], layout: TableLayout): FileChild[] {
  const counts = [0, 0, 0, 0];
  return blocks.flatMap((block): FileChild[] => {
    switch (block.kind) {
      case 'paragraph':
        return block.text.split('\n').map((line) => plain(line, { indent: 2 }));
      case 'heading': {
        const level = block.level - 1;
        counts[level] = (counts[level] ?? 0) + 1;
        counts.fill(0, level + 1);
        return [heading(level, counts[level] as number, block.text)];
      }
      case 'note':
        return [plain(block.text, { indent: 2, size: SIZES.table })];
      case 'table':
        return table(block, layout);
    }
  });
}

const HEADS: { number: (n: number) => string; font: IFontAttributesProperties }[] = [
  { number: (n) => `${chineseNumber(n)}、`, font: FONTS.head },
  { number: (n) => `（${chineseNumber(n)}）`, font: FONTS.kai },
  { number: (n) => `${n}.`, font: FONTS.body },
  { number: (n) => `（${n}）`, font: FONTS.body },
];

function heading(level: number, number: number, text: string): Paragraph {
  const look = HEADS[level] as (typeof HEADS)[number];
  return new Paragraph({
    indent: { firstLine: indentChars(2) },
    keepNext: true,
    children: [run(`${look.number(number)}${text}`, { font: look.font })],
  });
}

const CELL_MARGIN = { top: 40, bottom: 40, left: 80, right: 80 };

function table(
  { columns, rows, caption }: Extract<OfficialBlock, { kind: 'table' }>,
  layout: TableLayout,
): FileChild[] {
  const total = columns.reduce((sum, column) => sum + (column.share ?? 1), 0);
  const widths = columns.map((column) => Math.round((layout.width * (column.share ?? 1)) / total));
  const cell = (text: string, index: number, look: RunLook, align: OfficialColumn['align']) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: CELL_MARGIN,
      // A line break in a cell begins a paragraph of its own.
      children: text.split('\n').map(
        (line) =>
          new Paragraph({
            alignment:
              align === 'left'
                ? AlignmentType.LEFT
                : align === 'right'
                  ? AlignmentType.RIGHT
                  : AlignmentType.CENTER,
            spacing: { line: twips(layout.line), lineRule: 'exact' },
            children: [run(line, { size: layout.size, ...look })],
          }),
      ),
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) => cell(column.head, index, { font: FONTS.head }, 'center')),
  });
  const lines = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((column, index) => {
          const value = row[index] ?? '';
          return cell(
            String(value),
            index,
            {},
            column.align ?? (typeof value === 'number' ? 'right' : 'center'),
          );
        }),
      }),
  );
  const title = caption
    ? [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [run(caption, { font: FONTS.head, size: SIZES.number })],
        }),
      ]
    : [];
  return [
    ...title,
    new Table({
      width: { size: layout.width, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      rows: [head, ...lines],
    }),
    plain(''),
  ];
}

const DIGITS = '零一二三四五六七八九';

/** 1 → 一, 10 → 十, 23 → 二十三; for 1 to 99. */
export function chineseNumber(n: number): string {
  if (n < 10) return DIGITS[n] ?? String(n);
  if (n > 99) return String(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}十${n % 10 ? DIGITS[n % 10] : ''}`;
}

/** 2026-03-05 → 2026年3月5日 (成文日期: Arabic digits, no leading zeros). */
export function chineseDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
