import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { call } from '#shell/web/call.ts';
import { type DecryptionPart, decryptPart } from '../../ballots/crypto/tally.ts';
import type { TrusteeSecret } from '../../ballots/crypto/trustee-keys.ts';
import type { RoundManifest } from '../manifest.rules.ts';
import { type BoardRow, type RecountFault, recount } from '../recount.ts';
import { postDecryption, readBoard, type readTrusteeRound } from '../trustees.contract.ts';

/** How far a trustee's page has come. */
export type Progress = { stage: 'loading' | 'counting' | 'decrypting' | 'posting'; done: number; of: number };

/** What the server shows is not what it has fixed: nothing was decrypted. */
export class RecountFailed extends Error {
  readonly fault: RecountFault;
  constructor(fault: RecountFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Sums decrypted between two looks at the page. */
const SUMS_A_STEP = 20;
const PARTS_A_POST = 200;

/** Downloads the ballots, recounts them, decrypts the sums with the trustee's key, and posts the parts with their proofs. */
export async function decryptInBrowser(
  send: typeof call,
  round: ResponseOf<typeof readTrusteeRound>,
  secret: TrusteeSecret,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const params = { id: round.id };
  const rows: BoardRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await send(readBoard, { params, query: { cursor, limit: 50 } });
    rows.push(...page.items);
    onProgress({ stage: 'loading', done: rows.length, of: rows.length + (page.next ? 50 : 0) });
    if (page.next === null) break;
    cursor = page.next;
  }
  onProgress({ stage: 'counting', done: 0, of: 1 });
  await breath();
  const told = {
    manifestHash: round.manifestHash!,
    boardHash: round.boardHash!,
    publicKey: round.publicKey!,
  };
  const counted = await recount(round.manifest as unknown as RoundManifest, told, rows, async (done, of) => {
    onProgress({ stage: 'counting', done, of });
    await breath();
  });
  if (!counted.ok) throw new RecountFailed(counted.fault);
  const tally = { round: round.id, manifest: told.manifestHash, board: told.boardHash };
  const parts: DecryptionPart[] = [];
  for (let at = 0; at < counted.sums.length; at += SUMS_A_STEP) {
    onProgress({ stage: 'decrypting', done: at, of: counted.sums.length });
    await breath();
    parts.push(...decryptPart(tally, secret, counted.sums.slice(at, at + SUMS_A_STEP)));
  }
  for (let at = 0; at < parts.length; at += PARTS_A_POST) {
    onProgress({ stage: 'posting', done: at, of: parts.length });
    await send(postDecryption, { params, body: { parts: parts.slice(at, at + PARTS_A_POST) } });
  }
}

/** Lets the browser draw. */
const breath = () => new Promise((resolve) => setTimeout(resolve, 0));
