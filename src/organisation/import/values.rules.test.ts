import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DayRange, readDay } from './days.rules.ts';
import { loadVocabulary } from './load-vocabulary.ts';
import { readPosts } from './posts.rules.ts';
import { literalOf, type Reading, tidy } from './reading.rules.ts';
import { cellOf, type Given } from './testing/sheets.ts';
import { readEthnicity, readIdentityNumber, readName, readPhone, readWord } from './values.rules.ts';

const vocabulary = loadVocabulary(new URL('../../../content', import.meta.url).pathname);
const blanks = new Set(vocabulary.blanks.map((word) => tidy(word).toLowerCase()));
const range: DayRange = { title: '入党时间', from: '1921-07-01', to: '2026-11-23' };

/** What a reader makes of a cell: its value, or the code of the fault. */
function read<T>(
  given: Given,
  reader: (literal: NonNullable<ReturnType<typeof literalOf>['value']>) => Reading<T>,
): T | string | null {
  const literal = literalOf(cellOf(given), blanks);
  const reading = literal.value === null ? literal : reader(literal.value);
  const fault = reading.remarks.find((remark) => remark.level === 'bad');
  return fault ? fault.code : (reading.value as T | null);
}

const day = (given: Given) => read(given, (literal) => readDay(literal, range));

describe('dates', () => {
  test.each<[Given, string]>([
    ['2019年7月1日', '2019-07-01'],
    ['2019 年 7 月 1 日', '2019-07-01'],
    ['２０１９年７月１日', '2019-07-01'],
    ['2019.7', '2019-07-01'],
    ['2019.07.15', '2019-07-15'],
    ['2019．7．15', '2019-07-15'],
    ['2019-7', '2019-07-01'],
    ['2019/7/15', '2019-07-15'],
    ['2019—7', 'date/unreadable'],
    ['20190715', '2019-07-15'],
    ["'20190715", '2019-07-15'],
    ['201907', '2019-07-01'],
    ['2019年7月', '2019-07-01'],
    ['2019、7、15', '2019-07-15'],
    ['2019-07-15 00:00:00', '2019-07-15'],
    ['二〇一九年七月十二日', '2019-07-12'],
    ['二○一九年十二月三十一日', '2019-12-31'],
    [{ day: '2019-07-15' }, '2019-07-15'],
    [43661, '2019-07-15'],
    [43661.5, '2019-07-15'],
    [20190715, '2019-07-15'],
    [201907, '2019-07-01'],
    [2019.7, '2019-07-01'],
    [2019.11, '2019-11-01'],
    [2019.1, 'date/ambiguous'],
    ['2019.10', '2019-10-01'],
    ['2019.1', '2019-01-01'],
    [2019, 'date/year-only'],
    ['2019年', 'date/year-only'],
    ['85.3', 'date/two-digit-year'],
    ["'85年3月", 'date/two-digit-year'],
    ['2019-02-30', 'date/impossible'],
    ['2019.13', 'date/impossible'],
    ['2027.1', 'date/future'],
    ['1920.12', 'date/too-early'],
    ['大概2019年', 'date/unreadable'],
    [0, 'date/unreadable'],
    [-5, 'date/unreadable'],
    [1e20, 'date/unreadable'],
    [{ error: '#N/A' }, 'cell/error'],
    [{ formula: 'A1' }, 'cell/formula-without-result'],
    [{ formula: 'A1', result: { error: '#REF!' } }, 'cell/error'],
    [{ formula: 'A1', result: '2019.7' }, '2019-07-01'],
    [true, 'date/unreadable'],
  ])('%j → %s', (given, expected) => expect(day(given)).toBe(expected));

  test.each(['', '　', '/', '—', '无', '暂无', ' - ', 'N/A'])('not filled in: %j', (given) =>
    expect(day(given)).toBeNull(),
  );

  test('a date without its day says so', () => {
    const { remarks } = readDay({ text: '2019.7' }, range);
    expect(remarks).toMatchObject([{ level: 'note', code: 'date/month' }]);
  });

  const anyDay = fc
    .date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2026-11-22T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 10));
  const wide = (text: string) =>
    text.replace(/[0-9.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
  const serial = (value: string) =>
    Math.round((Date.parse(`${value}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  const ways: ((value: string) => Given)[] = [
    (value) => value,
    (value) => value.replaceAll('-', '.'),
    (value) => value.replaceAll('-', ''),
    (value) => Number(value.replaceAll('-', '')),
    (value) => wide(value.replaceAll('-', '.')),
    (value) => `　${value.replaceAll('-', '/')} `,
    (value) => value.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日'),
    (value) => value.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1.$2.$3'),
    (value) => `'${value}`,
    (value) => serial(value),
    (value) => ({ day: value }),
  ];

  test('every day is read from every way of writing it', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...ways), (value, write) => {
        expect(day(write(value))).toBe(value);
      }),
    );
  });

  test('no text and no number makes it throw or gives a day that is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer()), (given) => {
        const reading = readDay(
          typeof given === 'string' ? { text: given } : { text: String(given), number: given },
          range,
        );
        if (reading.value !== null)
          expect(new Date(`${reading.value}T00:00:00Z`).toISOString().slice(0, 10)).toBe(reading.value);
        else expect(reading.remarks.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('names', () => {
  test.each<[string, string]>([
    ['王芳', '王芳'],
    ['王 芳', '王芳'],
    ['王　芳', '王芳'],
    ['王\u00a0芳', '王芳'],
    [' 王\n芳 ', '王芳'],
    ['王芳(女)', '王芳'],
    ['王芳（女）', '王芳'],
    ['王芳同志', '王芳'],
    ['阿卜杜拉·买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉.买买提', '阿卜杜拉·买买提'],
    ['Anna Schmidt', 'Anna Schmidt'],
    ['王', 'name/one-character'],
    ['王芳2', 'name/not-a-name'],
    ['=1+1', 'name/not-a-name'],
    ['<b>王</b>', 'name/not-a-name'],
    ['王\ue000', 'name/private-character'],
    ['13800000000', 'name/not-a-name'],
  ])('%j → %s', (given, expected) => expect(read(given, readName)).toBe(expected));

  test('the mark of sex behind a name is understood', () => {
    expect(readName({ text: '王芳(女)' })).toMatchObject({ value: '王芳', sex: '女' });
  });
});

describe('phones', () => {
  test.each<[Given, string | null]>([
    ['13800000000', '13800000000'],
    ['１３８００００００００', '13800000000'],
    ["'13800000000", '13800000000'],
    ['138 0000 0000', '13800000000'],
    ['138-0000-0000', '13800000000'],
    ['+86 13800000000', '13800000000'],
    [13800000000, '13800000000'],
    ['13800000000/0578-2020202', '13800000000'],
    ['13800000000/13900000000', 'phone/several'],
    ['1380000000', 'phone/wrong'],
    [1380000000, 'phone/wrong'],
    ['1.38E+10', 'phone/scientific'],
    ['0578-2020202', null],
    ['无', null],
    ['abc', 'phone/wrong'],
  ])('%j → %s', (given, expected) => expect(read(given, readPhone)).toBe(expected));
});

describe('identity numbers', () => {
  const facts = { birth: '1990-03-07', sex: '男' };
  test.each<[Given, unknown]>([
    ['110101199003077715', facts],
    ['110101 19900307 7715', facts],
    ['１１０１０１１９９００３０７７７１５', facts],
    ['110101199003077716', 'identity-number/check-digit'],
    [110101199003077710, 'identity-number/stored-as-number'],
    ['1.10101E+17', 'identity-number/stored-as-number'],
    ['110101900307771', 'identity-number/old'],
    ['1101011990', 'identity-number/wrong'],
  ])('%j', (given, expected) => expect(read(given, readIdentityNumber)).toEqual(expected));

  test('one wrong digit is always found', () => {
    const number = '110101199003077715';
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digit = String((Number(number[at]) + shift) % 10);
        expect(read(number.slice(0, at) + digit + number.slice(at + 1), readIdentityNumber)).toBe(
          'identity-number/check-digit',
        );
      }),
    );
  });
});

describe('words of closed lists', () => {
  const { values } = vocabulary;
  test.each<[Given, string]>([
    ['男', '男'],
    ['女性', '女'],
    [1, '男'],
    ['２', '女'],
    ['F', '女'],
    ['未说明', 'sex/unknown'],
  ])('sex %j → %s', (given, expected) =>
    expect(read(given, (literal) => readWord(literal, values.sex, { code: 'sex', title: '性别' }))).toBe(
      expected,
    ),
  );

  test.each<[Given, string]>([
    ['汉', '汉族'],
    ['汉 族', '汉族'],
    ['01', '汉族'],
    [22, '畲族'],
    [56, '基诺族'],
    [57, 'ethnicity/unknown'],
    ['火星族', 'ethnicity/unknown'],
  ])('ethnicity %j → %s', (given, expected) =>
    expect(read(given, (literal) => readEthnicity(literal, vocabulary))).toBe(expected),
  );

  test.each<[Given, string]>([
    ['本科', '大学'],
    ['大学本科', '大学'],
    ['省委党校大学', '大学'],
    ['硕士研究生', '研究生'],
    ['专科', '大专'],
    ['20', '大学'],
    ['学富五车', 'education/unknown'],
  ])('education %j → %s', (given, expected) =>
    expect(
      read(given, (literal) => readWord(literal, values.education, { code: 'education', title: '学历' })),
    ).toBe(expected),
  );
});

describe('Party posts', () => {
  const posts = (text: string) => {
    const { value, remarks } = readPosts({ text }, vocabulary);
    return [
      ...value.map(
        ({ post, at }) => `${typeof post === 'string' ? post : Object.values(post)[0]}${at ? `@${at}` : ''}`,
      ),
      ...remarks.map((remark) => remark.code),
    ];
  };
  test.each<[string, string[]]>([
    ['党支部书记', ['branch-secretary']],
    ['支部书记', ['branch-secretary']],
    ['书记', ['leading-group-secretary']],
    ['支部副书记、组织委员', ['branch-deputy', 'organisation-member']],
    ['组织委员兼纪检委员', ['organisation-member', 'discipline-member']],
    ['机关党委专职副书记', ['organ-committee-deputy']],
    ['党组书记', ['leading-group-secretary']],
    ['市发改局机关党委书记', ['organ-committee-secretary@市发改局机关党委']],
    ['办公室党支部书记', ['branch-secretary@办公室党支部']],
    ['第一党小组组长', ['group-leader@第一党小组']],
    ['委员', ['post/which-member']],
    ['青年委员', ['post/not-kept']],
    ['党员', []],
    ['科长', ['post/unknown']],
  ])('%s', (given, expected) => expect(posts(given)).toEqual(expected));
});
