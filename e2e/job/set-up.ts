import type { Locator } from '@playwright/test';
import { look, open } from '../support/page.ts';
import { expect } from '../support/visit.ts';
import { cast, type Job, type Part } from './job.ts';

/** The installation is set up once, by three persons with the code that the console printed. */
export async function setUp({ persons, server }: Job): Promise<void> {
  const page = await persons.visitor('visitor');
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup$/);
  await look(page);
  const code = /code: (\S+)/.exec(server.said())?.[1] ?? '';
  await page.getByRole('textbox', { name: '设置码' }).fill(code);
  await page.getByRole('textbox', { name: '工委名称' }).fill('云岭市直属机关工委');
  for (const [title, person] of [
    ['系统管理员', cast.sysadmin],
    ['安全管理员', cast.secadmin],
    ['审计管理员', cast.auditor],
  ] as const) {
    const part = page.getByRole('region', { name: title });
    await part.getByRole('textbox', { name: '姓名' }).fill(person.name);
    await part.getByRole('textbox', { name: '账号' }).fill(person.login);
    await part.getByRole('textbox', { name: '密码' }).fill(person.password);
  }
  await page.getByRole('button', { name: '完成设置' }).click();
  await expect(page.getByText('云岭市直属机关工委已建立')).toBeVisible();
  await page.goto('/setup');
  await expect(page.getByText('已永久关闭')).toBeVisible();
}

/** Accounts are opened by one administrator, roles granted by another; neither sees the other's page. */
export async function openTheClerksAccount(job: Job): Promise<void> {
  await openAccount(job, cast.clerk);
  await grant(job, cast.clerk, '工委经办', '云岭');
  const page = await job.persons.as(cast.clerk);
  await look(page);
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await unfold(navigation, '组织');
  await expect(navigation.getByRole('link', { name: '组织与党员' })).toBeVisible();
  await expect(navigation.getByRole('link', { name: '账号' })).toHaveCount(0);
  for (const [person, path] of [
    [cast.sysadmin, '/accounts'],
    [cast.secadmin, '/role-grants'],
    [cast.auditor, '/audit'],
  ] as const) {
    const own = await job.persons.as(person);
    await open(own, path);
    await look(own);
  }
}

/** A section of the navigation that is folded is opened; one that stands open is left so. */
async function unfold(navigation: Locator, name: string): Promise<void> {
  const folded = navigation.getByRole('button', { name, expanded: false });
  if (await folded.isVisible()) await folded.click();
}

/** The system administrator opens an account; its owner changes the initial password at the first sign-in. */
export async function openAccount({ persons }: Job, person: Part, bound?: string): Promise<void> {
  const page = await persons.as(cast.sysadmin);
  await open(page, '/accounts');
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog', { name: '新建账号' });
  if (bound) {
    await dialog.getByRole('combobox', { name: '绑定人员' }).fill(bound);
    await dialog.getByRole('option', { name: bound }).first().click();
  }
  await dialog.getByRole('textbox', { name: '账号名' }).fill(person.login);
  await dialog.getByRole('textbox', { name: '显示名称' }).fill(person.name);
  await dialog.getByRole('button', { name: '新建', exact: true }).click();
  const secret = page.getByRole('dialog', { name: '初始密码' });
  const initial = await secret.locator('code').innerText();
  await secret.getByRole('button', { name: '已交给本人' }).click();

  const own = await persons.as({ ...person, password: initial });
  await expect(own.getByText('这是管理员为您设置的初始密码')).toBeVisible();
  await own.getByRole('textbox', { name: '当前密码' }).fill(initial);
  await own.getByRole('textbox', { name: '新密码', exact: true }).fill(person.password);
  await own.getByRole('textbox', { name: '再次输入新密码' }).fill(person.password);
  await own.getByRole('button', { name: '修改密码' }).click();
  await expect(own.getByText('密码已修改')).toBeVisible();
}

/** The security administrator grants a role at an organisation. */
export async function grant(
  { persons }: Job,
  person: Part,
  role: string,
  organisation: string,
): Promise<void> {
  const page = await persons.as(cast.secadmin);
  await open(page, '/role-grants');
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
