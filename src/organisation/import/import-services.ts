import type { Vocabulary } from './import.vocabulary.ts';
import { loadVocabulary } from './load-vocabulary.ts';

declare module '#platform/http/context.ts' {
  interface Services {
    /** The words by which imports read workbooks. */
    importVocabulary: Vocabulary;
  }
}

/** Reads the words of imports of a running server; throws if the content has a fault. */
export function importServices(contentDir: string): { importVocabulary: Vocabulary } {
  return { importVocabulary: loadVocabulary(contentDir) };
}
