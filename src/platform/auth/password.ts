import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// RFC 9106 parameters: 64 MiB and three passes take about 60 ms on one core.
const COST = { memory: 65_536, passes: 3, parallelism: 1, tagLength: 32 };
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const derive = promisify(argon2) as unknown as (
  algorithm: 'argon2id',
  parameters: Record<string, unknown>,
) => Promise<Buffer>;

const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/**
 * Hashes a password with argon2id into the PHC string form. At most two hashes run at once, so that sign-ins cannot
 * starve the rest. A cheaper `cost` is for accounts that exist in tests only.
 */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await inTurn(() => derive('argon2id', { ...cost, message: password.normalize('NFC'), nonce }));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(tag)}`;
}

/** Whether a password matches a PHC string; false for a string that is none. */
export async function checkPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored);
  if (!parts) return false;
  const [, memory, passes, parallelism, nonce, expected] = parts as unknown as string[];
  const tag = Buffer.from(expected!, 'base64');
  const actual = await inTurn(() =>
    derive('argon2id', {
      message: password.normalize('NFC'),
      nonce: Buffer.from(nonce!, 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: tag.length,
    }),
  );
  return timingSafeEqual(actual, tag);
}

// A hash of nothing anybody knows: an unknown login costs the same time as a wrong password (T12).
let decoy: Promise<string> | undefined;

/** Spends the time of a password check for a login that does not exist. */
export async function checkAgainstNobody(password: string): Promise<void> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await checkPassword(password, await decoy);
}

const COMMON =
  /(?:password|passw0rd|qwerty|asdfgh|zxcvbn|abc123|iloveyou|admin|welcome|dangjian|zelian|party|111|123|000|888|666)/gi;

/**
 * Why a password is refused, or null. Length over composition (NIST SP 800-63B-4: 15 characters where it is the only
 * factor), and not what an outsider would try first: the login, the person, common words, one repeated piece, a run.
 */
export function passwordFlaw(password: string, avoid: readonly string[]): string | null {
  const length = [...password].length;
  if (length < 15) return '密码至少 15 个字符，可以用一句容易记的话。';
  if (length > 128) return '密码最多 128 个字符。';
  const plain = password.toLowerCase();
  if (new Set(plain).size < 6) return '密码中重复的字符太多。';
  if (/^(.{1,32})\1+$/.test(plain)) return '密码不能是同一段内容的重复。';
  const rest = plain.replace(COMMON, '');
  if (rest !== plain && rest.replace(/\P{L}/gu, '').length < 6) return '密码过于常见，请换一句话。';
  if (/(?:0123456789|1234567890|abcdefghij|qwertyuiop|asdfghjkl)/.test(plain))
    return '密码不能是连续的键盘字符。';
  for (const each of avoid) {
    const word = each.toLowerCase();
    if (word.length >= 2 && plain.includes(word) && plain.replaceAll(word, '').length < 10) {
      return '密码不能主要由姓名、账号或单位名称组成。';
    }
  }
  return null;
}
