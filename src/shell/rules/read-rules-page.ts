import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { canonicalJson } from '#platform/audit/chain.ts';
import { rulesFile } from './rules.contract.ts';

const read = new Map<string, ReturnType<typeof load>>();

/** The rules page of a content folder, read once; throws when the file is missing or malformed. */
export function readRulesPage(contentDir: string) {
  const known = read.get(contentDir);
  if (known) return known;
  const page = load(contentDir);
  read.set(contentDir, page);
  return page;
}

function load(contentDir: string) {
  const file = rulesFile.parse(parse(readFileSync(join(contentDir, 'rules-page.yaml'), 'utf8')));
  return {
    version: file.version,
    effectiveOn: file.effective_on,
    sections: file.sections,
    hash: createHash('sha256').update(canonicalJson(file)).digest('hex'),
  };
}
