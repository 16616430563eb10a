import { timingSafeEqual } from 'node:crypto';
import type { Flaw } from '#kernel/result.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { FirstAccount } from './setup.contract.ts';

/** 三员: system, security and audit administration, held by three persons (GB/T 22239—2019 安全管理中心). */
export const firstRoles = ['sysadmin', 'secadmin', 'auditor'] as const;
export type FirstRole = (typeof firstRoles)[number];

// Letters and digits that cannot be taken for one another when read from a screen.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * The code that proves that whoever sets the system up can see the server's console: derived from the master secret, so
 * that every server of an installation knows it and none has to store it. Sixteen letters, 80 bits.
 */
export function setupCode(keys: Pick<Keys, 'mac'>): string {
  const letters = [...keys.mac('first set-up code').subarray(0, 16)].map(
    (byte) => LETTERS[byte % LETTERS.length],
  );
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** Whether a code typed in is the right one; case, spaces and dashes do not matter. */
export function isSetupCode(keys: Pick<Keys, 'mac'>, typed: string): boolean {
  const plain = (text: string) => Buffer.from(text.toUpperCase().replace(/[\s-]/g, ''));
  const right = plain(setupCode(keys));
  const given = plain(typed);
  return right.length === given.length && timingSafeEqual(right, given);
}

/** What is wrong with three first accounts as three: each must be another login, another person, another password. */
export function flawsOfThree(accounts: Readonly<Record<FirstRole, FirstAccount>>): Flaw[] {
  const flaws: Flaw[] = [];
  const seen = { login: new Set<string>(), displayName: new Set<string>(), password: new Set<string>() };
  const messages = {
    login: '三个账号的登录名不能相同',
    displayName: '三员应由三个人分别担任,姓名不能相同',
    password: '三个账号的密码不能相同',
  };
  for (const role of firstRoles) {
    for (const field of ['login', 'displayName', 'password'] as const) {
      const value = accounts[role][field];
      const key = field === 'password' ? value : value.toLowerCase().replace(/\s/g, '');
      if (seen[field].has(key)) flaws.push({ path: `body.${role}.${field}`, message: messages[field] });
      seen[field].add(key);
    }
  }
  return flaws;
}
