import { ok, type Result, refuse } from '#kernel/result.ts';
import { lifeCycle } from '#kernel/transitions.ts';

export const reportStates = ['new', 'accepted', 'merged', 'declined'] as const;
/** What became of a report: waiting, a problem of its own, added to a problem that stands already, or declined with a reason. */
export type ReportState = (typeof reportStates)[number];

export const reportActions = ['accept', 'merge', 'decline', 'reconsider'] as const;
export type ReportAction = (typeof reportActions)[number];

/** How a report came in. */
export const reportChannels = ['public', 'member'] as const;
export type ReportChannel = (typeof reportChannels)[number];

const ANSWER_RULE = '本系统规则：每条反映都有去向，不受理须写明理由，反映人可以查询';

/** The life of a report: every one gets an answer, and what was declined can be taken up again. */
export const reportCycle = lifeCycle<ReportState, ReportAction>({
  code: 'intake',
  start: 'new',
  ends: ['accepted', 'merged'],
  rows: [
    { from: 'new', action: 'accept', to: 'accepted', who: 'supervisor', basis: ANSWER_RULE },
    { from: 'new', action: 'merge', to: 'merged', who: 'supervisor', basis: ANSWER_RULE },
    { from: 'new', action: 'decline', to: 'declined', who: 'supervisor', basis: ANSWER_RULE },
    { from: 'declined', action: 'reconsider', to: 'new', who: 'supervisor', basis: ANSWER_RULE },
  ],
});

/** How long and of what a report may be; from content. */
export type TextLimits = { least: number; most: number; emoji: number; repeat: number };

const MARKUP = /<\/?[a-z!][^<>]*>|<!--|&(?:[a-z]{2,8}|#\d{2,6});/i;
const IDENTITY = /(?<!\d)\d{17}[\dX](?!\d)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for them
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/gu;
const LETTER = /[\p{L}\p{N}]/gu;

/** The text of a report as it is kept (trimmed), or a refusal that says what to change. Characters are code points. */
export function checkReportText(raw: string, limits: TextLimits): Result<string> {
  const text = raw
    .replace(/\r\n?/g, '\n')
    .replace(/\n\s*\n/g, '\n\n')
    .trim();
  const bad = (code: string, message: string) =>
    refuse(`intake/${code}`, message, { status: 400, errors: [{ path: 'body.text', message }] });
  const length = [...text].length;
  if (length > limits.most)
    return bad('too-long', `最多 ${limits.most} 字，现在有 ${length} 字。请只写清楚时间、地点和事情。`);
  if (!text.isWellFormed() || CONTROLS.test(text))
    return bad('characters', '含有无法保存的字符，请删除特殊符号后重新填写。');
  if (MARKUP.test(text))
    return bad('markup', '粘贴的内容带有网页代码，请只粘贴文字，不要带 < > 之类的标记。');
  const emoji = text.match(EMOJI)?.length ?? 0;
  if (emoji > limits.emoji)
    return bad('emoji', `表情符号最多 ${limits.emoji} 个，现在有 ${emoji} 个。请用文字说明。`);
  if (hasRun(text, limits.repeat))
    return bad('repeated', `同一个字连续重复超过 ${limits.repeat} 次，请用文字说明发生了什么。`);
  if (IDENTITY.test(text))
    return bad('identity-number', '内容中有身份证号。请删除，受理反映不需要身份证号。');
  if ((text.match(LETTER)?.length ?? 0) < limits.least)
    return bad('too-short', `请至少用 ${limits.least} 个字写清楚：什么地方、什么事、希望怎样解决。`);
  return ok(text);
}

/** Whether some character stands more than `most` times in a row, blanks aside. */
function hasRun(text: string, most: number): boolean {
  let run = 0;
  let before = '';
  for (const character of text) {
    if (/\s/.test(character)) continue;
    run = character === before ? run + 1 : 1;
    if (run > most) return true;
    before = character;
  }
  return false;
}

/** A way to be reached, or null for none given. It is sealed where it is kept. */
export function checkContact(raw: string | undefined, most: number): Result<string | null> {
  const text = (raw ?? '').trim();
  if (text === '') return ok(null);
  const bad = (message: string) =>
    refuse('intake/contact', message, { status: 400, errors: [{ path: 'body.contact', message }] });
  if (text.length > most) return bad(`联系方式最多 ${most} 字，留一个电话或邮箱即可。`);
  if (!text.isWellFormed() || CONTROLS.test(text) || /[\n\r\t<>]/.test(text))
    return bad('联系方式请写成一行，只留一个电话或邮箱。');
  if (IDENTITY.test(text)) return bad('联系方式中有身份证号，请删除，只留一个电话或邮箱。');
  return ok(text);
}

/** Digits and capitals that cannot be taken for one another when read aloud or copied by hand (Crockford's base 32). */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as it was typed, in its one form: capitals, no blanks or hyphens, O for 0 and I or L for 1. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–_.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** A code in groups of four, to be read and copied by people. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

/** Bytes as a code: five bits a letter, `length` letters. */
export function codeFrom(bytes: Uint8Array, length: number): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let at = 0; at < length; at += 1) {
    code = (CODE_LETTERS[Number(bits & 31n)] ?? '0') + code;
    bits >>= 5n;
  }
  return code;
}

/** A name for the ledger from the first words of a report: its first sentence, at most `most` characters. */
export function titleFrom(text: string, most = 40): string {
  const first = text.split(/[。！？!?\n；;]/)[0]?.trim() || text.trim();
  const letters = [...first];
  return letters.length <= most ? first : `${letters.slice(0, most - 1).join('')}…`;
}
