import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { postsFile, type Vocabulary, vocabularyFile } from './import.vocabulary.ts';

/** Reads the vocabulary from the content folder; throws if a file is missing or has the wrong shape. */
export function loadVocabulary(contentDir: string): Vocabulary {
  const read = (file: string): unknown => parse(readFileSync(join(contentDir, file), 'utf8'));
  const vocabulary = {
    ...vocabularyFile.parse(read('import-headers.yaml')),
    ...postsFile.parse(read('posts.yaml')),
  };
  const known = new Set(vocabulary.posts.map((post) => post.id));
  const named = [
    ...Object.keys(vocabulary.values.posts),
    ...Object.values(vocabulary.values['bare-posts']).flatMap((byKind) => Object.values(byKind)),
  ];
  const unknown = named.filter((post) => !known.has(post));
  if (unknown.length > 0)
    throw new Error(`import-headers.yaml names posts that posts.yaml does not have: ${unknown.join(', ')}`);
  return vocabulary;
}
