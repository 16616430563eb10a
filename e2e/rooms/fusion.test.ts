import type { Page } from '@playwright/test';
import { journey } from '../support/journey.ts';
import { look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const read = async <T>(page: Page, path: string): Promise<T> =>
  (await page.request.get(`/api/v1${path}`)).json();
type Me = { personId: string; grants: { role: string; orgId: string }[] };

/** The name of whoever is signed in, as colleagues find it. */
async function nameOf(person: Page, colleague: Page): Promise<string> {
  const { personId } = await read<Me>(person, '/session');
  const { grants } = await read<Me>(colleague, '/session');
  const unit = grants.find((grant) => grant.role === 'officer')?.orgId ?? '';
  const { people } = await read<{ people: { id: string; name: string }[] }>(
    colleague,
    `/organisations/${unit}/task-people`,
  );
  return people.find((each) => each.id === personId)?.name ?? '';
}

journey(
  'Party work is tied to business; whoever answers for the business confirms it and reports its figure',
  async ({ as }) => {
    const item = `窗口一次办结 ${Date.now() % 100_000}`;
    const officer = await as('officer');
    const deputy = await as('deputy', { phone: true });
    await open(officer, '/fusion');
    await look(officer);
    await officer.getByRole('button', { name: '登记业务事项' }).click();
    const adding = officer.getByRole('dialog', { name: '登记业务事项' });
    await adding.getByRole('textbox', { name: '业务事项' }).fill(item);
    await pick(adding, '业务责任人', await nameOf(deputy, officer));
    await adding.getByRole('textbox', { name: '效能指标' }).fill('一次办结率');
    await adding.getByRole('textbox', { name: '单位' }).fill('%');
    await adding.getByRole('textbox', { name: '数据来源' }).fill('政务服务平台月报');
    await adding.getByLabel('基期值').fill('80');
    await adding.getByLabel('目标值').fill('80');
    await adding.getByRole('button', { name: '登记业务事项' }).click();
    await expect(adding.getByText('目标值须与基期值不同，否则看不出变化。').first()).toBeVisible();
    await adding.getByLabel('目标值').fill('95');
    await look(officer);
    await adding.getByRole('button', { name: '登记业务事项' }).click();
    await expect(adding).toHaveCount(0);

    // A task that stands alone is tied to it; it does not count before the business side has said so.
    const tie = officer.getByRole('button', { name: /^连到业务：/ }).first();
    const task = ((await tie.getAttribute('aria-label')) ?? '').replace('连到业务：', '');
    await tie.click();
    const tying = officer.getByRole('dialog', { name: '连到业务事项' });
    await pick(tying, '业务事项', item);
    await tying.getByRole('textbox', { name: '怎样起作用' }).fill('党员先锋岗带头受理，一次说清要什么材料');
    await look(officer);
    await tying.getByRole('button', { name: '请业务责任人确认' }).click();
    await expect(tying).toHaveCount(0);
    const link = officer.getByRole('listitem').filter({ hasText: item }).filter({ hasText: task });
    await expect(link.getByText('待业务方确认')).toBeVisible();
    await expect(officer.getByRole('button', { name: `确认有用：${task}` })).toHaveCount(0);

    await link.getByRole('link', { name: task }).click();
    const served = officer.getByRole('region', { name: '服务的业务事项' });
    await expect(served.getByRole('listitem').filter({ hasText: item })).toContainText(/等.+确认/);
    await look(officer);

    await open(deputy, '/to-do');
    await expect(deputy.getByText(`${item}：${task}`).first()).toBeVisible();
    await open(deputy, '/fusion');
    await deputy
      .getByRole('listitem')
      .filter({ hasText: item })
      .getByRole('button', { name: `确认有用：${task}` })
      .click();
    const confirming = deputy.getByRole('dialog', { name: '确认有用' });
    await look(deputy);
    await confirming.getByRole('button', { name: '确认有用' }).click();
    await expect(confirming).toHaveCount(0);
    await deputy.getByRole('button', { name: `报一次数：${item}` }).click();
    const figure = deputy.getByRole('dialog', { name: '报一次数' });
    await figure.getByLabel(/^实际值/).fill('88');
    await figure.getByRole('button', { name: '报一次数' }).click();
    await expect(figure).toHaveCount(0);
    await look(deputy);

    await open(officer, '/fusion');
    const confirmed = officer.getByRole('listitem').filter({ hasText: item }).filter({ hasText: task });
    await expect(confirmed.getByText('已确认', { exact: true })).toBeVisible();
    await expect(confirmed.getByText('有变化', { exact: true })).toBeVisible();
    await look(officer);
    await picture(officer, 'chains');
  },
);
