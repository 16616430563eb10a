import { type Browser, test as base, type Page } from '@playwright/test';
import { Persons, passphraseOf, type Somebody } from './support/persons.ts';
import { type OwnServer, startServer } from './support/server.ts';
import { expect, expectAccessible, expectFits, settled } from './support/visit.ts';

/**
 * The whole job, on an installation that begins empty, as the persons do it who would: the three administrators open
 * it, the clerk imports the organ's own workbook, and half a year later a result is published, objected to and followed
 * up. Each chapter rests on the ones before.
 */
const test = base;
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let server: OwnServer;
let persons: Persons;

const sysadmin: Somebody = { login: 'sys', password: passphraseOf('甲') };
const secadmin: Somebody = { login: 'sec', password: passphraseOf('乙') };
const auditor: Somebody = { login: 'aud', password: passphraseOf('丙') };
const clerk: Somebody = { login: 'gw-clerk', password: passphraseOf('丁') };

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  server = await startServer({ demo: null });
  persons = new Persons(browser, server.address);
});
test.afterAll(async () => {
  await persons?.close();
  await server?.stop();
});
test.afterEach(async ({}, info) => {
  if (info.status !== info.expectedStatus) await persons.picture((name) => info.outputPath(name));
  expect(persons.complaints.splice(0)).toEqual([]);
});

/** Looks at the page as it stands: it fits its window, and keeps nobody out. */
async function look(page: Page): Promise<void> {
  await settled(page);
  await expectFits(page);
  await expectAccessible(page);
}

/** The system administrator opens an account; its owner changes the initial password at the first sign-in. */
async function openAccount(person: Somebody, name: string, bound?: string): Promise<void> {
  const page = await persons.as(sysadmin);
  await page.goto('/accounts');
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog', { name: '新建账号' });
  if (bound) {
    await dialog.getByRole('combobox', { name: '绑定人员' }).fill(bound);
    await dialog.getByRole('option', { name: bound }).first().click();
  }
  await dialog.getByRole('textbox', { name: '账号名' }).fill(person.login);
  await dialog.getByRole('textbox', { name: '显示名称' }).fill(name);
  await dialog.getByRole('button', { name: '新建', exact: true }).click();
  const secret = page.getByRole('dialog', { name: '初始密码' });
  const initial = await secret.locator('code').innerText();
  await secret.getByRole('button', { name: '已交给本人' }).click();

  const own = await persons.as({ ...person, password: initial });
  await own.goto('/account/password');
  await own.getByRole('textbox', { name: '当前密码' }).fill(initial);
  await own.getByRole('textbox', { name: '新密码', exact: true }).fill(person.password);
  await own.getByRole('textbox', { name: /再输|再次/ }).fill(person.password);
  await own.getByRole('button', { name: '修改密码' }).click();
  await expect(own.getByText('密码已修改')).toBeVisible();
}

/** The security administrator grants a role at an organisation. */
async function grant(person: Somebody, role: string, organisation: string): Promise<void> {
  const page = await persons.as(secadmin);
  await page.goto('/role-grants');
  await page.getByRole('button', { name: '授予角色' }).click();
  const dialog = page.getByRole('dialog', { name: '授予角色' });
  await dialog.getByRole('combobox', { name: '账号' }).fill(person.login);
  await dialog.getByRole('option', { name: person.login }).click();
  await dialog.getByLabel('角色').selectOption({ label: role });
  await dialog.getByRole('combobox', { name: '在哪个组织' }).fill(organisation);
  await dialog.getByRole('option', { name: organisation }).first().click();
  await dialog.getByRole('button', { name: '授予', exact: true }).click();
  await expect(page.getByText('已授予')).toBeVisible();
}

test('1 the installation is set up once, by three persons', async () => {
  const page = await persons.visitor('visitor');
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup$/);
  await look(page);
  const code = /code: (\S+)/.exec(server.said())?.[1] ?? '';
  await page.getByRole('textbox', { name: '设置码' }).fill(code);
  await page.getByRole('textbox', { name: '工委名称' }).fill('云岭市直属机关工委');
  for (const [title, person, name] of [
    ['系统管理员', sysadmin, '周甲'],
    ['安全管理员', secadmin, '吴乙'],
    ['审计管理员', auditor, '郑丙'],
  ] as const) {
    const part = page.getByRole('region', { name: title });
    await part.getByRole('textbox', { name: '姓名' }).fill(name);
    await part.getByRole('textbox', { name: '账号' }).fill(person.login);
    await part.getByRole('textbox', { name: '密码' }).fill(person.password);
  }
  await page.getByRole('button', { name: '完成设置' }).click();
  await expect(page.getByText('云岭市直属机关工委已建立')).toBeVisible();
  await page.goto('/setup');
  await expect(page.getByText('已永久关闭')).toBeVisible();
});

test('2 accounts are opened by one administrator, roles granted by another', async () => {
  await openAccount(clerk, '工委组织科');
  await grant(clerk, '工委经办', '云岭');
  const page = await persons.as(clerk);
  await page.goto('/');
  await look(page);
  await expect(
    page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '组织与党员' }),
  ).toBeVisible();
  for (const [person, path] of [
    [sysadmin, '/accounts'],
    [secadmin, '/role-grants'],
    [auditor, '/audit'],
  ] as const) {
    const own = await persons.as(person);
    await own.goto(path);
    await look(own);
  }
});
