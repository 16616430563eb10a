import { readCiphertexts } from '../ballots/crypto/ballot.ts';
import { fromBase64Url } from '../ballots/crypto/bytes.ts';
import type { Ciphertext } from '../ballots/crypto/cell.ts';
import { addCiphers, type HiddenSum, NOTHING, scaleCipher } from '../ballots/crypto/tally.ts';
import { boardHash, manifestHash, type RoundManifest, shapeOf } from './manifest.rules.ts';
import { planTally } from './tally.rules.ts';

/** A counted ballot as a trustee gets it: the ciphertexts are empty where nothing of them will be decrypted. */
export interface BoardRow {
  tracking: string;
  ratee: string;
  group: string;
  ciphers: string;
}

/** Why a trustee must not decrypt. */
export type RecountFault =
  | 'manifest-changed'
  | 'list-changed'
  | 'ballot-twice'
  | 'ballot-missing'
  | 'not-my-key';

/**
 * What a trustee's page does before it decrypts: makes the fingerprints again, looks for its own key among the three,
 * sees that no ballot stands twice, and adds up the ballots itself. It never decrypts a sum that the server made, so a
 * server that asks for a single ballot instead of a sum gets nothing.
 */
export async function recount(
  manifest: RoundManifest,
  told: { manifestHash: string; boardHash: string; publicKey: string },
  rows: readonly BoardRow[],
  onCell: (done: number, of: number) => void | Promise<void> = () => {},
): Promise<{ ok: true; sums: HiddenSum[] } | { ok: false; fault: RecountFault }> {
  if (manifestHash(manifest) !== told.manifestHash) return { ok: false, fault: 'manifest-changed' };
  if (!manifest.trustees.some((trustee) => trustee.publicKey === told.publicKey))
    return { ok: false, fault: 'not-my-key' };
  const codes = rows.map((row) => row.tracking);
  if (new Set(codes).size !== codes.length) return { ok: false, fault: 'ballot-twice' };
  if (boardHash(told.manifestHash, codes) !== told.boardHash) return { ok: false, fault: 'list-changed' };
  const counts = new Map<string, { ratee: string; group: string; count: number }>();
  for (const { ratee, group } of rows) {
    const count = counts.get(`${ratee} ${group}`) ?? { ratee, group, count: 0 };
    counts.set(`${ratee} ${group}`, { ...count, count: count.count + 1 });
  }
  const { final, items, wanted } = planTally(manifest, [...counts.values()]);
  const shape = shapeOf(manifest);
  const tables: Ciphertext[][][] = [];
  for (const [at, cell] of final.cells.entries()) {
    const mine = rows.filter((row) => row.ratee === cell.ratee && cell.groups.includes(row.group));
    let table: Ciphertext[][] = shape.map((item) => Array.from({ length: item.grades }, () => NOTHING));
    for (const row of mine) {
      if (row.ciphers === '') return { ok: false, fault: 'ballot-missing' };
      const ballot = readCiphertexts(shape, fromBase64Url(row.ciphers));
      table = table.map((line, item) => line.map((sum, grade) => addCiphers(sum, ballot[item]![grade]!)));
    }
    tables.push(table);
    await onCell(at + 1, final.cells.length);
  }
  const sums = wanted.map(({ label, cells, item, grade }): HiddenSum => {
    const terms = cells.flatMap((cell) => {
      const line = tables[cell]![item]!;
      if (grade !== null) return [line[grade]!];
      return line.map((cipher, at) => scaleCipher(cipher, items[item]!.points[at]!));
    });
    return { label, cipher: terms.reduce(addCiphers, NOTHING) };
  });
  return { ok: true, sums };
}
