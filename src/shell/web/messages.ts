import { type Language, language, useLanguage } from './language.ts';

type Text = string | ((...values: never[]) => string);
type Dictionary = { readonly [key: string]: Text | Dictionary };

/** The same keys as `T`, each with the same parameters, in another language. */
type Translated<T> = {
  readonly [Key in keyof T]: T[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T[Key] extends string
      ? string
      : Translated<T[Key]>;
};

/** A pair of dictionaries of one page or feature. */
export type Messages<T> = { readonly zh: Translated<T>; readonly en: Translated<T> };

/**
 * Declares the words of a page in both languages. The Chinese one sets the keys; leaving a key out of the English one,
 * or giving it other parameters, is a type error.
 *
 * @example const m = messages({ zh: { left: (n: number) => `还剩 ${n} 项` }, en: { left: (n) => `${n} left` } });
 */
export function messages<const T extends Dictionary>(pair: {
  zh: T;
  en: NoInfer<Translated<T>>;
}): Messages<T> {
  return pair as unknown as Messages<T>;
}

/** The words in the language in use. */
export function useMessages<T>(pair: Messages<T>): Translated<T> {
  return pair[useLanguage()];
}

/** The words in the language in use, outside React. */
export function messagesNow<T>(pair: Messages<T>): Translated<T> {
  return pair[language()];
}

/** A label in both languages, for values that travel as data (page titles, options). */
export type Label = { readonly zh: string; readonly en: string };

/** A function that picks the language in use from a label. */
export function useLabel(): (label: Label) => string {
  const tongue: Language = useLanguage();
  return (label) => label[tongue];
}
