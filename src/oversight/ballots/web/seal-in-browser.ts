import { canonical, manifestHash, type RoundManifest, shapeOf } from '../../rounds/manifest.rules.ts';
import type { PaperView } from '../ballots.contract.ts';
import { sealBallot } from '../crypto/ballot.ts';
import { toBase64Url } from '../crypto/bytes.ts';
import { type RoundKeys, roundKeys } from '../crypto/trustee-keys.ts';

const manifestOf = (paper: PaperView) => paper.manifest as unknown as RoundManifest;

/**
 * Whether what the server shows is what it has fixed: the fingerprint made again from the manifest, and the terms shown
 * taken from it. A page that does not hold refuses to go on.
 */
export function holds(paper: PaperView): boolean {
  const manifest = manifestOf(paper);
  return (
    manifestHash(manifest) === paper.manifestHash &&
    manifest.mode === paper.mode &&
    canonical(manifest.items) === canonical(paper.items) &&
    paper.ratees.every((ratee) =>
      manifest.ratees.some((one) => one.id === ratee.id && one.name === ratee.name),
    )
  );
}

let cached: { hash: string; keys: RoundKeys } | undefined;

/** Encrypts the choices for one organisation, after the browser has drawn what it was doing. */
export async function sealInBrowser(
  paper: PaperView,
  ratee: string,
  choices: readonly number[],
): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  const manifest = manifestOf(paper);
  if (cached?.hash !== paper.manifestHash) {
    cached = { hash: paper.manifestHash, keys: roundKeys(manifest.round, manifest.trustees) };
  }
  const context = {
    round: manifest.round,
    manifest: paper.manifestHash,
    ratee,
    group: paper.group.id,
    invitation: paper.invitation,
  };
  return toBase64Url(sealBallot(cached.keys, context, shapeOf(manifest), choices));
}
