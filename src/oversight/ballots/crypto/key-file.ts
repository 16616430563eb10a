import { concat, fromBase64Url, toBase64Url, utf8 } from './bytes.ts';
import { decodeScalar, encodeScalar } from './curve.ts';
import { publicKeyOf, type Seat, type TrusteeSecret } from './trustee-keys.ts';

/** The file a trustee keeps. Without the passphrase it is of no use; without the file the passphrase is of none. */
export interface KeyFile {
  format: 'zelian-trustee-key/1';
  round: string;
  seat: Seat;
  publicKey: string;
  kdf: 'PBKDF2-SHA-256';
  iterations: number;
  salt: string;
  nonce: string;
  wrapped: string;
}

/** Rounds of the key derivation (OWASP's floor for PBKDF2-SHA-256); stored in the file, so it may rise later. */
export const ITERATIONS = 600_000;
/** Shortest passphrase accepted, in characters. */
export const PASSPHRASE_LENGTH = 12;

/** The passphrase or the file is wrong, or the file was changed: these cannot be told apart, and need not be. */
export class WrongPassphrase extends Error {}

/** False where the browser withholds WebCrypto (a page served by plain http from another machine). */
export function canWrapKeys(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

function header(file: Pick<KeyFile, 'format' | 'round' | 'seat' | 'publicKey'>): Uint8Array<ArrayBuffer> {
  return utf8([file.format, file.round, file.seat, file.publicKey].join('\n'));
}

async function wrappingKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  // NFKC: an input method may write the same passphrase with full-width letters another day
  const secret = utf8(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/**
 * Wraps a trustee's private key with a passphrase (PBKDF2, AES-256-GCM). The round, the seat and the public key are
 * authenticated: a file cannot be passed off as another's.
 * @throws {RangeError} when the passphrase is shorter than `PASSPHRASE_LENGTH`
 */
export async function wrapSecret(
  round: string,
  secret: TrusteeSecret,
  passphrase: string,
  iterations: number = ITERATIONS,
): Promise<KeyFile> {
  if ([...passphrase].length < PASSPHRASE_LENGTH) throw new RangeError('passphrase too short');
  const head = {
    format: 'zelian-trustee-key/1',
    round,
    seat: secret.seat,
    publicKey: publicKeyOf(secret),
  } as const;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const key = await wrappingKey(passphrase, salt, iterations);
  const wrapped = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: header(head) },
    key,
    concat([encodeScalar(secret.secret)]),
  );
  return {
    ...head,
    kdf: 'PBKDF2-SHA-256',
    iterations,
    salt: toBase64Url(salt),
    nonce: toBase64Url(nonce),
    wrapped: toBase64Url(new Uint8Array(wrapped)),
  };
}

/** Reads a key file's text. @returns undefined when it is not one. */
export function readKeyFile(text: string): KeyFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<KeyFile>;
    const texts = [file.round, file.publicKey, file.salt, file.nonce, file.wrapped];
    const right =
      file.format === 'zelian-trustee-key/1' &&
      file.kdf === 'PBKDF2-SHA-256' &&
      [1, 2, 3].includes(file.seat ?? 0) &&
      // a file that asks for a billion rounds would only freeze the page
      Number.isInteger(file.iterations) &&
      file.iterations! >= 1 &&
      file.iterations! <= 10_000_000 &&
      texts.every((value) => typeof value === 'string');
    return right ? (file as KeyFile) : undefined;
  } catch {
    return undefined;
  }
}

/** Opens a key file. @throws {WrongPassphrase} when passphrase and file do not belong together. */
export async function openKeyFile(file: KeyFile, passphrase: string): Promise<TrusteeSecret> {
  let secret: TrusteeSecret;
  try {
    const key = await wrappingKey(passphrase, concat([fromBase64Url(file.salt)]), file.iterations);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: concat([fromBase64Url(file.nonce)]), additionalData: header(file) },
      key,
      concat([fromBase64Url(file.wrapped)]),
    );
    secret = { seat: file.seat, secret: decodeScalar(new Uint8Array(plain)) };
  } catch (error) {
    throw new WrongPassphrase('wrong passphrase or file', { cause: error });
  }
  if (publicKeyOf(secret) !== file.publicKey)
    throw new WrongPassphrase('the file does not hold its public key');
  return secret;
}
