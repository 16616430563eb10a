import type { Day } from '#kernel/dates.ts';

/** A column of a table: its heading, its share of the width (any unit, all columns together are the whole) and alignment. */
export type OfficialColumn = { head: string; share?: number; align?: 'left' | 'center' | 'right' };

/** A piece of the body. Headings are numbered by the document (一、 (一) 1. (1)), so their text has no number. */
export type OfficialBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'table'; caption?: string; columns: OfficialColumn[]; rows: (string | number)[][] }
  | { kind: 'note'; text: string };

/** An official document in the order of GB/T 9704-2012. Whatever is left out does not appear. */
export type OfficialDocument = {
  /** 份号, 密级和保密期限, 紧急程度: top left, one line each. */
  marks?: { copyNumber?: string; secrecy?: string; urgency?: string };
  /** 发文机关标志, red, with the red rule under it; without it the document is laid out as an attachment or a letter. */
  banner?: string;
  /** 发文字号, such as 丽市直党〔2026〕1号. */
  number?: string;
  /** 签发人, for documents to a superior body. */
  signer?: string;
  /** The title; as several lines when it is long, each a whole phrase. */
  title: string | string[];
  /** 主送机关 without the colon. */
  to?: string;
  body: OfficialBlock[];
  /** Names of the attachments, which follow the statement in this order (`attachments` in full are `annexes`). */
  attachments?: string[];
  /** 发文机关署名 and 成文日期. */
  signature?: { organ: string; day: Day };
  /** 附注, such as (联系人：某某，电话:…). */
  remark?: string;
  /** 版记: 抄送机关, 印发机关 and 印发日期. */
  imprint?: { copies?: string; printer: string; day: Day };
  annexes?: { title: string; body: OfficialBlock[] }[];
  /** On A4 across (横排), with a smaller table type: for ledgers of many columns. */
  across?: boolean;
  /** Written into the file's properties: who made it and when. */
  author?: string;
};
