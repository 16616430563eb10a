import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  type IBorderOptions,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { chineseDay, run } from './official-blocks.ts';
import { indentChars, mm, RED, SIZES, twips } from './official-layout.ts';
import type { OfficialDocument } from './official-model.ts';

/** 版头中的分隔线: red, as wide as the text area, 4 mm under the document's number. */
export function redRule(): Paragraph {
  return new Paragraph({
    spacing: { line: mm(4), lineRule: 'exact' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 0 } },
    children: [],
  });
}

/** Eighths of a point: 0.35 mm and 0.25 mm. */
const THICK: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const THIN: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/**
 * 版记: first and last rule thick, the one between thin, 4 号 type; a table floating at the foot of the last page
 * (LibreOffice, which does not float it, shows it right after the text).
 */
export function imprintTable(imprint: NonNullable<OfficialDocument['imprint']>): FileChild[] {
  const line = (text: string, top: IBorderOptions, bottom: IBorderOptions) =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          borders: { top, bottom, left: NONE, right: NONE },
          width: { size: mm(156), type: WidthType.DXA },
          margins: { left: indentChars(1), right: indentChars(1), top: 20, bottom: 20 },
          children: [
            new Paragraph({
              alignment: AlignmentType.LEFT,
              tabStops: [{ type: 'right', position: mm(156) - indentChars(2) }],
              spacing: { line: twips(24), lineRule: 'exact' },
              children: [run(text, { size: SIZES.imprint })],
            }),
          ],
        }),
      ],
    });
  const printed = `${imprint.printer}\t${chineseDay(imprint.day)}印发`;
  const rows = imprint.copies
    ? [line(`抄送：${imprint.copies.replace(/[。.]$/, '')}。`, THICK, THIN), line(printed, THIN, THICK)]
    : [line(printed, THICK, THICK)];
  return [
    new Table({
      width: { size: mm(156), type: WidthType.DXA },
      columnWidths: [mm(156)],
      layout: TableLayoutType.FIXED,
      borders: {
        top: THICK,
        bottom: THICK,
        left: NONE,
        right: NONE,
        insideHorizontal: THIN,
        insideVertical: NONE,
      },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        absoluteHorizontalPosition: 0,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows,
    }),
    // A document may not end in a table: the smallest paragraph there is.
    new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [] }),
  ];
}
