import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Packer,
  PageOrientation,
  Paragraph,
  SectionType,
} from 'docx';
import { bodyBlocks, chineseDay, plain, run } from './official-blocks.ts';
import {
  FONT_TABLE,
  FONTS,
  halfPoints,
  indentChars,
  MARGINS,
  MARGINS_ACROSS,
  mm,
  RED,
  SIZES,
  TABLES,
  type TableLayout,
  twips,
} from './official-layout.ts';
import type { OfficialBlock, OfficialDocument } from './official-model.ts';
import { imprintTable, redRule } from './official-parts.ts';

/**
 * Lays a document out by GB/T 9704-2012 (党政机关公文格式): A4, margins 37/35/28/26 mm, body in 16 pt 仿宋 on exact lines
 * of 28 pt, title in 22 pt 小标宋, heads in 黑体 and 楷体, first lines indented two characters, page numbers `— 1 —`
 * right on odd and left on even pages. Returns the bytes of a .docx. The fonts are named, not embedded; the file names
 * what to take instead where one is missing.
 */
export async function renderOfficialDocument(content: OfficialDocument): Promise<Uint8Array> {
  const layout = TABLES[content.across ? 'across' : 'upright'];
  const children: FileChild[] = [
    ...head(content),
    ...title(content.title),
    ...(content.to ? [plain(`${content.to}:`.replace(/[:：]+$/, '：'))] : []),
    ...bodyBlocks(content.body, layout),
    ...attachmentList(content.attachments ?? (content.annexes ?? []).map((annex) => annex.title)),
    ...signature(content.signature),
    ...(content.remark ? [plain(`（${content.remark.replace(/^[(（]|[)）]$/g, '')}）`, { indent: 2 })] : []),
    ...(content.annexes ?? []).flatMap((annex, index, all) =>
      annexBlocks(annex, all.length > 1 ? index + 1 : undefined, layout),
    ),
    ...(content.imprint ? imprintTable(content.imprint) : []),
  ];
  const document = new Document({
    title: [content.title].flat().join(''),
    creator: content.author ?? '责链',
    lastModifiedBy: content.author ?? '责链',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: FONTS.body, size: halfPoints(SIZES.body) },
          paragraph: { spacing: { line: twips(28), lineRule: 'exact', before: 0, after: 0 } },
        },
      },
    },
    sections: [
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: {
            size: {
              width: mm(210),
              height: mm(297),
              orientation: content.across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: content.across ? MARGINS_ACROSS : MARGINS,
          },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children,
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
}

function head({ marks, banner, number, signer }: OfficialDocument): Paragraph[] {
  const lines: Paragraph[] = [];
  const marked = [marks?.copyNumber, marks?.secrecy, marks?.urgency].filter((mark) => mark !== undefined);
  for (const mark of marked)
    lines.push(plain(mark, { font: mark === marks?.copyNumber ? FONTS.body : FONTS.head }));
  if (!banner) return lines;
  // The mark's upper edge lies 35 mm below the text area's: about three and a half lines, less those already taken.
  lines.push(
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: {
        before: Math.max(0, mm(35) - twips(28) * marked.length),
        after: twips(56),
        line: 240,
        lineRule: 'auto',
      },
      children: [run(banner, { font: FONTS.title, size: bannerSize(banner), color: RED })],
    }),
  );
  if (number || signer) {
    lines.push(
      new Paragraph({
        alignment: signer ? AlignmentType.LEFT : AlignmentType.CENTER,
        indent: signer ? { left: indentChars(1), right: indentChars(1) } : undefined,
        tabStops: signer ? [{ type: 'right', position: mm(156) - indentChars(1) }] : undefined,
        children: [
          run(number ?? ''),
          ...(signer ? [run('\t签发人：'), run(signer, { font: FONTS.kai })] : []),
        ],
      }),
    );
  }
  lines.push(redRule(), plain(''), plain(''));
  return lines;
}

/** As large as fits one line of 156 mm, at most the 小初 that such marks commonly have. */
function bannerSize(banner: string): number {
  return Math.max(22, Math.min(46, Math.floor(442 / Math.max(1, banner.length))));
}

function title(text: string | string[]): Paragraph[] {
  const lines = [text].flat().map(
    (line) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: twips(32), lineRule: 'exact' },
        keepNext: true,
        children: [run(line, { font: FONTS.title, size: SIZES.title })],
      }),
  );
  return [...lines, plain('')];
}

/** 附件说明: one blank line under the body, indented two; the names of several stand under each other. */
function attachmentList(names: string[]): Paragraph[] {
  if (names.length === 0) return [];
  const [first = '', ...others] = names;
  if (others.length === 0) return [plain(''), hanging(`附件：${first}`, 2 + 3)];
  return [
    plain(''),
    hanging(`附件：1.${first}`, 2 + 4),
    ...others.map(
      (name, index) =>
        new Paragraph({
          indent: { left: indentChars(2 + 4), hanging: indentChars(1) },
          children: [run(`${index + 2}.${name}`)],
        }),
    ),
  ];
}

function hanging(text: string, chars: number): Paragraph {
  return new Paragraph({
    indent: { left: indentChars(chars), hanging: indentChars(chars - 2) },
    children: [run(text)],
  });
}

/** 加盖印章: the date four characters from the right, the organ centred over it; the longer one gives way. */
function signature(signed: OfficialDocument['signature']): Paragraph[] {
  if (!signed) return [];
  const day = chineseDay(signed.day);
  const width = (text: string) => [...text].reduce((sum, char) => sum + (/[0-9]/.test(char) ? 0.5 : 1), 0);
  const offset = (width(day) - width(signed.organ)) / 2;
  const organRight = Math.max(0, 4 + offset);
  const dayRight = Math.max(4, organRight - offset);
  const line = (text: string, right: number, keepNext: boolean) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: indentChars(right) },
      keepNext,
      keepLines: true,
      children: [run(text)],
    });
  // The signature never stands alone on a page: it keeps the two blank lines above it.
  return [
    new Paragraph({ keepNext: true, children: [run('')] }),
    new Paragraph({ keepNext: true, children: [run('')] }),
    line(signed.organ, organRight, true),
    line(day, dayRight, false),
  ];
}

function annexBlocks(
  annex: { title: string; body: OfficialBlock[] },
  number: number | undefined,
  layout: TableLayout,
): FileChild[] {
  return [
    // Not a break of its own: on a full page that would fall on the next one and leave it empty.
    new Paragraph({ pageBreakBefore: true, children: [run(`附件${number ?? ''}`, { font: FONTS.head })] }),
    plain(''),
    ...title(annex.title),
    ...bodyBlocks(annex.body, layout),
  ];
}

function pageNumber(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'right' ? { right: indentChars(1) } : { left: indentChars(1) },
        spacing: { line: 240, lineRule: 'auto' },
        children: [run('— PAGE —', { font: FONTS.number, size: SIZES.number, pageNumber: true })],
      }),
    ],
  });
}
