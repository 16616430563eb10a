import { createHash, randomBytes } from 'node:crypto';
import { isId } from '#kernel/ids.ts';
import type { Keys } from '#platform/crypto/keys.ts';

/**
 * What lets a rater in without signing in. A link's token is 256 random bits, stored as a hash. A pass is made for a
 * signed-in rater; it names the invitation and ends by itself, nothing is stored for it. Both travel in the part of the
 * address after `#`, which browsers do not send, and reach the server in a request's body.
 */
export type Entry =
  | { kind: 'link'; tenantId: string; hash: Buffer }
  | { kind: 'pass'; tenantId: string; invitationId: string };

/** How long a pass lets its rater in. */
const PASS_SECONDS = 2 * 3600;

const pack = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function unpack(text: string): string | null {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) && pack(id) === text ? id : null;
}

const hashOf = (secret: string) => createHash('sha256').update(`rater link ${secret}`).digest();

/** A new token for a link, and the hash under which it is found again. */
export function newLinkToken(tenantId: string): { token: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url');
  return { token: `${pack(tenantId)}.${secret}`, hash: hashOf(secret) };
}

function passText(tenantId: string, invitationId: string, until: string): string {
  return `rater pass ${tenantId} ${invitationId} ${until}`;
}

/** A pass for an invitation of the signed-in person. */
export function newPass(keys: Keys, tenantId: string, invitationId: string, now: Date): string {
  const until = Math.floor(now.getTime() / 1000 + PASS_SECONDS).toString(36);
  const code = keys.mac(passText(tenantId, invitationId, until)).toString('base64url');
  return `${pack(tenantId)}.${pack(invitationId)}.${until}.${code}`;
}

/** What a token says, or null for one that is mangled, forged or past its time. */
export function readToken(keys: Keys, token: string, now: Date): Entry | null {
  const [tenant = '', second = '', until, code, ...rest] = token.split('.');
  const tenantId = unpack(tenant);
  if (!tenantId || rest.length > 0) return null;
  if (until === undefined) {
    return /^[\w-]{43}$/.test(second) ? { kind: 'link', tenantId, hash: hashOf(second) } : null;
  }
  const invitationId = unpack(second);
  if (!invitationId || code === undefined || !/^[0-9a-z]{1,8}$/.test(until)) return null;
  if (Number.parseInt(until, 36) * 1000 < now.getTime()) return null;
  const genuine = keys.checkMac(passText(tenantId, invitationId, until), Buffer.from(code, 'base64url'));
  return genuine ? { kind: 'pass', tenantId, invitationId } : null;
}
