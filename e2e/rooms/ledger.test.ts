import type { Page } from '@playwright/test';
import { journey } from '../support/journey.ts';
import { look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const TEXT = '办公区三楼饮水机坏了半个月没有人修，希望这个月内修好并固定检修的人。';
const LATER = '2027-06-30';

/** The name by which the owner is found: the demo city's secretary, as the unit's officer sees him in the branch. */
async function nameOf(officer: Page, secretary: Page): Promise<string> {
  const me = await (await secretary.request.get('/api/v1/session')).json();
  const branch = me.grants.find((grant: { role: string }) => grant.role === 'secretary').orgId;
  const members = await (
    await officer.request.get(`/api/v1/organisations/${branch}/members?limit=200`)
  ).json();
  return members.items.find((each: { personId: string }) => each.personId === me.personId).name;
}

/** Takes a step that the problem's page offers; what the dialog asks for is filled in by `fill`. */
async function step(
  page: Page,
  name: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  await fill(dialog);
  await dialog.locator('.ant-btn-primary').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

journey(
  'a passer-by reports, the problem is solved by its owner, closed by a second person, and comes back',
  async ({ as, browser }) => {
    const officer = await as('officer');
    const secretary = await as('secretary', { phone: true });
    const owner = await nameOf(officer, secretary);

    const codes = await (await officer.request.get('/api/v1/ledger-codes?limit=50')).json();
    const code = codes.items.find((each: { label: string }) => each.label === '办公区公告栏');
    await open(officer, `/ledger/codes/${code.id}`);
    await look(officer);

    const street = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
    const visitor = await street.newPage();
    await visitor.goto(new URL(`/r/${code.code}`, officer.url()).href);
    const words = visitor.getByLabel('什么地方、什么事、希望怎样解决');
    await words.fill(`饮水机坏了${'😡'.repeat(40)}`);
    await visitor.getByRole('button', { name: '提交' }).click();
    await expect(visitor.getByText(/表情符号最多 \d+ 个/).first()).toBeVisible();
    await words.fill(TEXT);
    await look(visitor);
    await visitor.getByRole('button', { name: '提交' }).click();
    const receipt = (await visitor.getByRole('status').locator('strong').textContent()) ?? '';
    expect(receipt).not.toBe('');

    const waiting = await (await officer.request.get('/api/v1/ledger-reports?state=new&limit=200')).json();
    const report = waiting.items.find((each: { text: string }) => each.text === TEXT);
    await open(officer, `/ledger/reports/${report.id}`);
    await pick(officer, /责任人/, owner);
    await officer.getByLabel('解决时限').fill(LATER);
    await look(officer);
    await officer.locator('form').getByRole('button', { name: '列入台账', exact: true }).click();
    await expect(officer).toHaveURL(/\/ledger\/[0-9a-f-]{36}$/);
    const problem = new URL(officer.url()).pathname;

    await open(secretary, problem);
    await step(secretary, '接办', (dialog) => dialog.getByLabel(/整改措施/).fill('联系维修，固定检修人。'));
    await step(secretary, '提交核验', async (dialog) => {
      await dialog.getByLabel(/成效：/).fill('饮水机已修好，固定由行政科每周检修一次。');
      await dialog.getByLabel('第 1 项：内容和出处').fill('检修登记表，三周没有再坏');
      await look(secretary);
    });
    await expect(secretary.getByText('待核验').first()).toBeVisible();
    // Whoever owns or submitted it does not close it, and reads why.
    await expect(secretary.getByText(/不能核验自己的问题/).first()).toBeVisible();
    await look(secretary);
    await open(officer, problem);
    await expect(officer.getByText(/不能核验自己的问题/).first()).toBeVisible();

    const second = await as('second-officer');
    await open(second, problem);
    await step(second, '核验销号', async (dialog) => {
      await dialog.getByLabel(/核验意见/).fill('现场看过，出水正常。');
      const answer = dialog.getByLabel(/给反映人的答复/);
      await expect(answer).toHaveValue(/行政科/);
      await answer.fill('饮水机已修好，今后每周检修。');
      await look(second);
    });
    await expect(second.getByText('已销号').first()).toBeVisible();

    await visitor.goto(new URL('/receipt', officer.url()).href);
    await visitor.getByLabel(/查询码/).fill(receipt);
    await visitor.getByRole('button', { name: /查询/ }).click();
    await expect(visitor.getByText('已销号').first()).toBeVisible();
    await expect(visitor.getByText('饮水机已修好，今后每周检修。')).toBeVisible();
    await look(visitor);
    await street.close();

    await step(second, '重新列入', async (dialog) => {
      await dialog.getByLabel('新的时限').fill(LATER);
      await dialog.getByLabel(/问题怎样反复/).fill('又坏了一次。');
    });
    await expect(second.getByText(/反复 1 次/).first()).toBeVisible();
    await look(second);
    await picture(second, 'ledger-reopened');
  },
);

journey(
  'an inspection is written down once, and the branch signs its month with a drive asked for',
  async ({ as }) => {
    const secretary = await as('secretary');
    const officer = await as('officer');
    const owner = await nameOf(officer, secretary);
    await open(officer, '/ledger/inspections/new');
    await pick(officer, /检查的组织/, '发展和改革局办公室党支部');
    await officer.getByLabel('检查事项').fill('组织生活记录检查');
    await pick(officer, /责任人/, owner);
    await officer.getByLabel('解决时限').fill(LATER);
    // A problem that was begun without a name is asked for it, not left out.
    await officer.getByRole('button', { name: '保存并列入台账' }).click();
    await expect(officer.getByRole('group', { name: '问题 1' }).getByRole('alert')).toBeVisible();
    await officer.getByRole('textbox', { name: '问题', exact: true }).fill('党小组会记录三次没有议题');
    await look(officer);
    await officer.getByRole('button', { name: '保存并列入台账' }).click();
    await expect(officer.getByRole('heading', { level: 1, name: '党小组会记录三次没有议题' })).toBeVisible();
    await officer.getByRole('link', { name: '查看记录' }).click();
    await expect(officer.getByRole('heading', { level: 1, name: '组织生活记录检查' })).toBeVisible();

    await open(secretary, '/ledger/sessions');
    await secretary
      .getByRole('button', { name: /开始对账|继续对账/ })
      .first()
      .click();
    const items = secretary.getByRole('article');
    await expect(items.first()).toBeVisible();
    const count = await items.count();
    for (let at = 0; at < count; at++) {
      const item = items.nth(at);
      if (at === 0) {
        await item.getByRole('combobox', { name: '对账意见' }).click();
        await secretary
          .locator('.ant-select-item-option')
          .filter({ hasText: '提请开展专项整顿', visible: true })
          .click();
      }
      await item.getByLabel(/说明/).fill('已经碰头研究，下周落实。');
      await item.getByRole('button', { name: '写下意见' }).click();
      await expect(item.getByRole('button', { name: '修改意见' })).toBeVisible();
    }
    await look(secretary);
    await secretary.getByRole('button', { name: '签字', exact: true }).click();
    const signing = secretary.getByRole('dialog', { name: '签字形成对账单' });
    await signing.getByRole('button', { name: '签字', exact: true }).click();
    await expect(signing).toHaveCount(0);
    await expect(secretary.getByText('校验通过：内容与签字时一致')).toBeVisible();
    await look(secretary);
    const phone = await as('secretary', { phone: true });
    await open(phone, '/ledger/drives');
    await expect(phone.getByText(/专项整顿/).first()).toBeVisible();
    await look(phone);
  },
);
