import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonicalJson } from '#platform/audit/chain.ts';
import type { Content } from './content.ts';
import { loadContent } from './load-content.ts';

/** What each version of a pack holds: a line is added with a new version, and never changed. */
const known: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'pack-versions.json'), 'utf8'),
);
const content = loadContent(join(import.meta.dirname, '../../../content'));

/** The fingerprint of each framework with the duties that it places, and of each scheme, by `id@version`. */
function fingerprints({ frameworks, schemes, duties }: Pick<Content, 'frameworks' | 'schemes' | 'duties'>) {
  const sm3 = (value: unknown) =>
    createHash('sm3')
      .update(canonicalJson(JSON.parse(JSON.stringify(value))), 'utf8')
      .digest('hex');
  return Object.fromEntries([
    ...frameworks.map((pack) => {
      const placed = new Set(pack.cells.flatMap((cell) => cell.duties));
      return [
        `${pack.id}@${pack.version}`,
        sm3({ pack, duties: duties.filter((duty) => placed.has(duty.id)) }),
      ];
    }),
    ...schemes.map((scheme) => [`${scheme.id}@${scheme.version}`, sm3(scheme)]),
  ]);
}

test('a pack does not change without a new version: whoever adopted the old one can tell', () => {
  const now = fingerprints(content);
  const kept = Object.fromEntries(Object.keys(now).map((key) => [key, known[key]]));
  expect(now, 'raise `version` in the YAML of the pack and add its line to pack-versions.json').toEqual(kept);
});

test('a single word of a duty makes another fingerprint of every pack that places it', () => {
  const duties = content.duties.map((duty, at) => (at === 0 ? { ...duty, text: `${duty.text}。` } : duty));
  const changed = fingerprints({ ...content, duties });
  for (const { id, version } of content.frameworks)
    expect(changed[`${id}@${version}`]).not.toBe(known[`${id}@${version}`]);
});
