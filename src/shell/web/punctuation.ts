import { language } from './language.ts';

const zh = () => language() === 'zh';

/** Things in a row: with the enumeration comma in Chinese, with commas in English. */
export const inARow = (items: readonly string[]): string => items.join(zh() ? '、' : ', ');

/** Clauses one after the other, each of which may hold commas. */
export const inClauses = (items: readonly string[]): string => items.join(zh() ? '；' : '; ');

/** What is said beside a word, in the brackets of the language; in English with the space before them. */
export const inBrackets = (text: string): string => (zh() ? `（${text}）` : ` (${text})`);

/** What is asked or named, and what follows it after a colon. */
export const withColon = (head: string, rest: string): string => `${head}${zh() ? '：' : ': '}${rest}`;
