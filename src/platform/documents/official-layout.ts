import type { IFontAttributesProperties } from 'docx';

/** Twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20);
/** Millimetres in twentieths of a point. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
export const halfPoints = (points: number): number => points * 2;

/** GB/T 9704-2012 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. The page number lies 7 mm under the text area. */
export const MARGINS = {
  top: mm(37),
  bottom: mm(35),
  left: mm(28),
  right: mm(26),
  header: mm(15),
  footer: mm(22.5),
};

/** The page across: bound at its upper edge (28 mm), so that it lies in a file with the others; the text area is 247 mm wide. */
export const MARGINS_ACROSS = {
  top: mm(28),
  bottom: mm(26),
  left: mm(25),
  right: mm(25),
  header: mm(15),
  footer: mm(15),
};

/** How wide a table is, and its type and line in points. */
export type TableLayout = { width: number; size: number; line: number };
export const TABLES: Record<'upright' | 'across', TableLayout> = {
  upright: { width: mm(156), size: 12, line: 18 },
  across: { width: mm(247), size: 10.5, line: 15 },
};

/** Points: 2 号, 3 号, 4 号, 小四. */
export const SIZES = { title: 22, body: 16, number: 14, table: 12, imprint: 14 } as const;

/**
 * 28 characters a line: each has 156 mm / 28 = 15.79 pt, so 16 pt type is set a quarter point closer. A character grid
 * would say the same, but word processors disagree on what its numbers mean.
 */
export const BODY_TRACKING = -5;

/** Characters of body size as an indent. */
export const indentChars = (chars: number): number => Math.round(chars * (mm(156) / 28));

export const RED = 'FF0000';

const font = (eastAsia: string, latin = 'Times New Roman'): IFontAttributesProperties => ({
  eastAsia,
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  hint: 'eastAsia',
});

/** Fonts by use. Latin letters and digits take Times New Roman, page numbers 宋体 as the standard has it. */
export const FONTS = {
  body: font('仿宋_GB2312'),
  title: font('方正小标宋简体', '方正小标宋简体'),
  head: font('黑体', '黑体'),
  kai: font('楷体_GB2312'),
  number: font('宋体', '宋体'),
} as const;

const alternatives: [name: string, instead: string, family: 'roman' | 'modern' | 'script'][] = [
  ['仿宋_GB2312', '仿宋', 'modern'],
  ['楷体_GB2312', '楷体', 'modern'],
  ['方正小标宋简体', '宋体', 'script'],
  ['黑体', 'SimHei', 'modern'],
  ['宋体', 'SimSun', 'roman'],
  ['Times New Roman', 'Liberation Serif', 'roman'],
];

/** The table of fonts: for each what a word processor shall take where it is not installed. */
export const FONT_TABLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${alternatives
  .map(
    ([name, instead, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="${name === 'Times New Roman' ? '00' : '86'}"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  )
  .join('')}</w:fonts>`;
