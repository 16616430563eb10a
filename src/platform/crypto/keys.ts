import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keys of one installation, all derived from one master secret that never enters the database. */
export type Keys = {
  /** Encrypts a field (AES-256-GCM). `place` (table, column, row) is authenticated: a sealed value moved elsewhere does not open. */
  seal(text: string, place: string): Buffer;
  /** Opens a sealed field; throws if it was altered, moved, or sealed by another key. */
  open(sealed: Buffer, place: string): string;
  /** A blind index: equal texts give equal 16 bytes, nothing else can be learnt without the key. */
  index(text: string): Buffer;
  /** An authentication code over a row that must not be edited behind the program's back. */
  mac(text: string): Buffer;
  /** Whether `code` authenticates `text`. */
  checkMac(text: string, code: Buffer): boolean;
  /** Ed25519 signature over a checkpoint. */
  sign(text: string): Buffer;
  /** The public half, as SPKI in base64, to be kept with checkpoints. */
  readonly publicKey: string;
  /** Tells whether a database was written under this master secret. */
  readonly keyCheck: Buffer;
};

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Derives the installation's keys from a master secret of at least 32 bytes. */
export function keysFrom(master: Buffer): Keys {
  if (master.length < 32) throw new Error('the master secret must have at least 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `zelian ${purpose}`, 32));
  const sealKey = derive('seal');
  const indexKey = derive('index');
  const macKey = derive('mac');
  const signing: KeyObject = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, derive('sign')]),
    format: 'der',
    type: 'pkcs8',
  });
  const mac = (text: string) => createHmac('sha256', macKey).update(text).digest();
  return {
    seal(text, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      if (sealed[0] !== 1) throw new Error('sealed by an unknown key');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, 13))
        .setAAD(Buffer.from(place))
        .setAuthTag(sealed.subarray(13, 29));
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
    },
    index: (text) => createHmac('sha256', indexKey).update(text).digest().subarray(0, 16),
    mac,
    checkMac: (text, code) => {
      const expected = mac(text);
      return code.length === expected.length && timingSafeEqual(code, expected);
    },
    sign: (text) => sign(null, Buffer.from(text), signing),
    publicKey: createPublicKey(signing).export({ type: 'spki', format: 'der' }).toString('base64'),
    keyCheck: derive('check').subarray(0, 16),
  };
}

/** Whether a checkpoint's signature was made by the holder of `publicKey` (SPKI in base64). */
export function checkSignature(text: string, signature: Buffer, publicKey: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, signature);
}

/**
 * The installation's keys: from `ZELIAN_KEY` (base64) if set, else from `master.key` in the data folder, which is made
 * with mode 0600 the first time. Whoever loses it loses the sealed fields.
 */
export function openKeys(dataDir: string, fromEnvironment?: string): Keys {
  if (fromEnvironment) return keysFrom(Buffer.from(fromEnvironment, 'base64'));
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return keysFrom(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'));
}
