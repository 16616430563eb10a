import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flawsOf } from '#kernel/transitions.ts';
import {
  checkContact,
  checkReportText,
  codeFrom,
  groupedCode,
  normaliseCode,
  reportCycle,
  titleFrom,
} from './intake.rules.ts';

const limits = { least: 8, most: 1000, emoji: 5, repeat: 9 };
const codeOf = (text: string) => {
  const checked = checkReportText(text, limits);
  return checked.ok ? 'ok' : checked.refusal.code;
};

describe('the text of a report', () => {
  it('is kept as written, without blanks around it', () => {
    expect(checkReportText('  大厅午间没有人值班，\r\n跑了两趟。 ', limits)).toEqual({
      ok: true,
      value: '大厅午间没有人值班，\n跑了两趟。',
    });
    expect(checkReportText(`大厅没有人值班${'\n \n'.repeat(300)}请安排`, limits)).toMatchObject({
      value: '大厅没有人值班\n\n请安排',
    });
    expect(codeOf('办事窗口排队太久😟，请增开窗口👍')).toBe('ok');
    expect(codeOf('收费 < 100 元，但是 5 > 3，请公示标准')).toBe('ok');
    expect(codeOf('字'.repeat(5) + '不同的内容'.repeat(199))).toBe('ok');
  });

  it.each([
    ['ten thousand characters', '请尽快解决这个问题吧'.repeat(1000), 'too-long'],
    ['a thousand and one', '甲乙'.repeat(500) + '丙', 'too-long'],
    ['an emoji flood', `请解决排队问题${'😡🔥'.repeat(20)}`, 'emoji'],
    ['flags as a flood', `请解决排队问题${'🇨🇳'.repeat(4)}`, 'emoji'],
    ['pasted HTML', '<div class="x"><b>排队</b>时间太长了请解决</div>', 'markup'],
    ['a script', '请看这里<script>alert(1)</script>的内容说明', 'markup'],
    ['pasted entities', '大厅&nbsp;&nbsp;午间没有人值班请安排', 'markup'],
    ['an image tag', '大厅午间没有人值班<img src=x onerror=alert(1)>', 'markup'],
    ['one letter held down', '请解决啊啊啊啊啊啊啊啊啊啊啊啊', 'repeated'],
    ['the same with blanks', `请解决${'! '.repeat(30)}问题在大厅里面`, 'repeated'],
    ['nothing', '   ', 'too-short'],
    ['punctuation only', '。，。，。，。，。，。，', 'too-short'],
    ['three letters', '请解决', 'too-short'],
    ['a lone surrogate', '大厅午间没有人值班\ud800请安排', 'characters'],
    ['a NUL', '大厅午间没有人值班\u0000请安排', 'characters'],
    ['an override of direction', '大厅午间没有人值班\u202e请安排', 'characters'],
    ['an identity number', '我的身份证 33250119900101123X 请核实', 'identity-number'],
  ])('refuses %s and says what to do', (_, text, code) => {
    const checked = checkReportText(text, limits);
    expect(checked).toMatchObject({ ok: false, refusal: { code: `intake/${code}`, status: 400 } });
    expect(checked.ok ? '' : checked.refusal.message).toMatch(/请/);
  });

  it('never fails, whatever is sent, and what it lets pass is short enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (text) => {
        const checked = checkReportText(text, limits);
        if (checked.ok) expect([...checked.value].length).toBeLessThanOrEqual(1000);
      }),
    );
  });
});

describe('a contact', () => {
  it('is one line, or none', () => {
    expect(checkContact(undefined, 60)).toEqual({ ok: true, value: null });
    expect(checkContact(' 0578-1234567 ', 60)).toEqual({ ok: true, value: '0578-1234567' });
    expect(checkContact('x'.repeat(61), 60).ok).toBe(false);
    expect(checkContact('电话\n地址', 60).ok).toBe(false);
    expect(checkContact('332501199001011234', 60).ok).toBe(false);
  });
});

describe('codes', () => {
  it('are read whatever way they were typed', () => {
    expect(normaliseCode('k7m2-q9xh 4t')).toBe('K7M2Q9XH4T');
    expect(normaliseCode('ＯI1l')).toBe('0111');
    expect(groupedCode('ABCDEFGHJK')).toBe('ABCD-EFGH-JK');
  });

  it('come back from their grouped form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const code = codeFrom(bytes, 12);
        expect(code).toHaveLength(12);
        expect(normaliseCode(groupedCode(code))).toBe(code);
      }),
    );
  });
});

describe('the life of a report', () => {
  it('is a sound graph', () => {
    expect(flawsOf(reportCycle)).toEqual([]);
  });

  it('has a name for the ledger in its first words', () => {
    expect(titleFrom('大厅午间没有人值班。跑了两趟。')).toBe('大厅午间没有人值班');
    expect([...titleFrom('很长的一句话'.repeat(20))]).toHaveLength(40);
  });
});
