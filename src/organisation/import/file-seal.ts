import type { Keys } from '#platform/crypto/keys.ts';

/** Seals an uploaded workbook for its import: it holds birth days and phone numbers. */
export function sealFile(keys: Keys, importId: string, bytes: Uint8Array): Buffer {
  return keys.seal(Buffer.from(bytes).toString('base64'), `import/file/${importId}`);
}

/** Opens a sealed workbook. */
export function openFile(keys: Keys, importId: string, sealed: Buffer): Uint8Array {
  return Uint8Array.from(Buffer.from(keys.open(sealed, `import/file/${importId}`), 'base64'));
}
