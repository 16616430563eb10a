import { type Persons, passphraseOf, type Somebody } from '../support/persons.ts';
import type { OwnServer } from '../support/server.ts';

/** The day on which the job begins, whenever it is run: a Monday with a half-year behind it. */
export const FIRST_DAY = '2026-11-23';

/** What the chapters of the whole job share: the server they run on, the windows of the persons, a folder for their files. */
export type Job = {
  server: Pick<OwnServer, 'said'>;
  persons: Persons;
  folder: string;
  /** Lets days pass, for the server and in every window; sessions end with them. */
  letPass(days: number): Promise<void>;
};

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
