import type { Page } from '@playwright/test';
import { type Persons, passphraseOf, type Somebody } from '../support/persons.ts';
import type { OwnServer } from '../support/server.ts';
import { expect, expectAccessible, expectFits, settled } from '../support/visit.ts';

/** What the chapters of the whole job share: the server they run on, and the windows of the persons. */
export type Job = { server: Pick<OwnServer, 'said' | 'travel'>; persons: Persons; folder: string };

/** The persons of the job by what they do. Those from the workbook carry their names from it. */
export const cast = {
  sysadmin: someone('sys', '周甲'),
  secadmin: someone('sec', '吴乙'),
  auditor: someone('aud', '郑丙'),
  clerk: someone('gw-clerk', '工委组织科'),
  officer: someone('fg-officer', '发改机关党委'),
  secretary: someone('fg-secretary', '林书远'),
  member: { ...someone('fg-member', '梁小满'), phone: true },
} as const;
export type Part = Somebody & { name: string };

function someone(login: string, name: string): Part {
  return { login, name, password: passphraseOf(login) };
}

/** Looks at the page as it stands: it fits its window, and keeps nobody out. */
export async function look(page: Page): Promise<void> {
  await settled(page);
  await expectFits(page);
  await expectAccessible(page);
}

/** Opens a page by its address, for one who is signed in, and waits until it has what it shows. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
