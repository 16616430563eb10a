/** What is searched for, letter by letter: its own signs are no wild cards. */
const literal = (words: string) => words.replace(/[\\%_]/g, '\\$&');

/** Words as a LIKE pattern that finds them anywhere. */
export const anywhere = (words: string): string => `%${literal(words)}%`;

/** Words as a LIKE pattern that finds what begins with them. */
export const beginning = (words: string): string => `${literal(words)}%`;
