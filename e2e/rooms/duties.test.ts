import type { Page } from '@playwright/test';
import { type As, journey } from '../support/journey.ts';
import { look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const UNIT = '云岭市发展和改革局';
const REASON = '请写明党课后的意见怎么收集';

const TITLE = '跨单位合用窗口值班由谁排';
const DUTY = '合用窗口联合值班排班';
const MATTER = '三家合用一楼窗口，节假日联合值班表没有人排，上周末窗口空岗两次。';

/** The fingerprint of the branch's list on the page of somebody's own duties. */
async function fingerprint(page: Page): Promise<string> {
  const line = page
    .getByRole('region', { name: '责任清单签字' })
    .getByRole('listitem')
    .filter({ hasText: '管理责任' });
  return (await line.locator('code').first().textContent()) ?? '';
}

/** The secretary signs the branch's list, on a phone; the fingerprint of what was signed. */
async function sign(as: As, state: string): Promise<string> {
  const page = await as('secretary', { phone: true });
  await open(page, '/my-duties');
  const panel = page.getByRole('region', { name: '责任清单签字' });
  await expect(panel.getByText(state, { exact: true })).toBeVisible();
  const hash = await fingerprint(page);
  expect(hash).toMatch(/^[0-9a-f]{16}…$/);
  await panel.getByRole('button', { name: '签字：管理责任' }).click();
  const asked = page.getByRole('dialog', { name: '在“管理责任”清单上签字？' });
  await expect(asked.getByText(hash.slice(0, 16))).toBeVisible();
  await asked.getByRole('button', { name: '签字', exact: true }).click();
  await expect(panel.getByText(/已签$/)).toBeVisible();
  expect(await fingerprint(page)).toBe(hash);
  return hash;
}

/** Opens a duty of the branch's list from the page of a draft. */
async function openDuty(page: Page, draft: string, code: string): Promise<void> {
  await open(page, `${draft}?subject=branch`);
  await page
    .getByRole('link', { name: new RegExp(`^${code}`) })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(code) })).toBeVisible();
}

/** Takes a step of the review from the page of the draft. */
async function step(page: Page, name: '送审' | '审核通过'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page
    .getByRole('dialog', { name: `${name}？` })
    .getByRole('button', { name, exact: true })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Issues a draft that was approved. */
async function issue(page: Page, draft: string): Promise<void> {
  await open(page, draft);
  await page.getByRole('button', { name: '发布…' }).click();
  const asked = page.getByRole('dialog', { name: '发布责任清单' });
  await asked.getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.getByText(/已发布：落实到/)).toBeVisible({ timeout: 30_000 });
}

/** Says for one's own party whose it is, and why. */
async function state(page: Page, dispute: string, claim: string, why: string): Promise<void> {
  await open(page, dispute);
  await page.getByRole('button', { name: /^为.*陈述$/ }).click();
  const dialog = page.getByRole('dialog', { name: /的陈述$/ });
  await dialog.getByRole('radio', { name: claim }).check();
  await dialog.getByRole('textbox', { name: '理由' }).fill(why);
  await dialog.getByRole('button', { name: '提交陈述' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('main').getByText(why).first()).toBeVisible();
}

journey(
  'a duty list is revised: a hole bars it, somebody else reviews it, and the new text is signed anew',
  async ({ as }) => {
    const signedBefore = await sign(as, '待签字');

    const officer = await as('officer');
    await open(officer, '/frameworks');
    await officer.getByRole('link', { name: UNIT }).first().click();
    await officer.getByRole('button', { name: '修订', exact: true }).click();
    await officer
      .getByRole('dialog', { name: '修订责任清单？' })
      .getByRole('button', { name: '修订', exact: true })
      .click();
    await expect(officer.getByText('草稿', { exact: true }).first()).toBeVisible();
    const draft = new URL(officer.url()).pathname;

    // A post in which duties stand stays.
    await officer.getByRole('button', { name: '改层级和岗位' }).click();
    const axes = officer.getByRole('dialog', { name: '层级和岗位' });
    await expect(axes.getByRole('button', { name: '删除：机关纪委书记' })).toBeDisabled();
    await expect(axes.getByText('4 项责任，在用不能删除')).toBeVisible();
    await axes.getByRole('button', { name: '取消' }).click();

    // The evidence that is enough, and days of its own.
    await openDuty(officer, draft, 'DE-05');
    await officer.getByRole('button', { name: '修改', exact: true }).click();
    const editing = officer.getByRole('dialog', { name: '修改责任项' });
    await editing.getByRole('checkbox', { name: /意见被采纳/ }).check();
    await editing.getByRole('spinbutton', { name: '意见被采纳要几份' }).fill('2');
    await editing.getByLabel('到哪天为止（含当日）').fill('2020-06-30');
    await editing.getByRole('button', { name: '保存' }).click();
    await expect(editing.getByText('截止日期已经过去').first()).toBeVisible();
    await editing.getByLabel('到哪天为止（含当日）').fill('2037-06-30');
    await look(officer);
    await editing.getByRole('button', { name: '保存' }).click();
    await expect(officer.getByText('到2037年6月30日为止')).toBeVisible();
    await expect(officer.getByText('意见被采纳 × 2')).toBeVisible();

    // A hole: nothing says which right the duty takes.
    await openDuty(officer, draft, 'DE-11');
    await officer.getByRole('button', { name: '改分工' }).click();
    const parts = officer.getByRole('dialog', { name: '权责和分工' });
    await parts.getByRole('checkbox', { name: '协调解决问题、对账销号' }).uncheck();
    await parts.getByRole('button', { name: '保存' }).click();
    await expect(officer.getByText('没有写所需的权').first()).toBeVisible();

    await open(officer, draft);
    await officer.getByRole('button', { name: '发布…' }).click();
    const refusal = officer.getByRole('dialog', { name: '还不能发布：1 处缺口或重叠' });
    await expect(refusal.getByRole('link', { name: /DE-11/ })).toBeVisible();
    await refusal.getByRole('button', { name: '关闭' }).last().click();
    await expect(officer.getByRole('button', { name: '送审', exact: true })).toHaveCount(0);

    // The heat map shows it, in the picture and in words, and repairs it.
    await officer.getByRole('link', { name: '看热力图' }).click();
    const map = officer.getByRole('region', { name: '责任热力图' });
    await expect(map.getByRole('row', { name: /DE-11/ }).getByText('没有写所需的权')).toBeVisible();
    await look(officer);
    await picture(officer, 'heat-map');
    await officer.getByText('列表', { exact: true }).click();
    const item = officer.getByRole('listitem').filter({ has: officer.getByRole('link', { name: /DE-11/ }) });
    await expect(item.getByText('没有写所需的权').first()).toBeVisible();
    await officer.getByRole('button', { name: '恢复框架包的写法（1 项）' }).click();
    await expect(officer.getByRole('region', { name: '缺口和补法' })).toHaveCount(0);

    // Somebody else reviews: returned with a reason, mended, approved.
    await open(officer, draft);
    await step(officer, '送审');
    await expect(officer.getByText('等待另一人审核')).toBeVisible();
    await expect(officer.getByRole('button', { name: '审核通过' })).toHaveCount(0);
    const reviewer = await as('second-officer');
    await open(reviewer, draft);
    await reviewer.getByRole('button', { name: '退回…' }).click();
    const returning = reviewer.getByRole('dialog', { name: '退回修改' });
    await returning.getByRole('button', { name: '退回修改' }).click();
    await expect(returning.getByText(/写明/).last()).toBeVisible();
    await returning.getByLabel(/退回理由/).fill(REASON);
    await returning.getByRole('button', { name: '退回修改' }).click();
    await expect(returning).toHaveCount(0);

    await open(officer, draft);
    await officer.getByText(/^经过/).click();
    await expect(officer.getByText(REASON)).toBeVisible();
    await openDuty(officer, draft, 'DE-05');
    await officer.getByRole('button', { name: '修改', exact: true }).click();
    await editing.getByLabel('标准').fill('主讲人可以是书记、党员、专家；讲后当场收集意见，一周内答复。');
    await editing.getByRole('button', { name: '保存' }).click();
    await expect(editing).toHaveCount(0);
    await open(officer, draft);
    await step(officer, '送审');

    await open(reviewer, `${draft}/compare`);
    const changes = reviewer.getByRole('region', { name: '改了什么' });
    await expect(changes.getByRole('listitem')).toHaveCount(1);
    await expect(changes.getByRole('link', { name: /DE-05/ })).toBeVisible();
    await expect(changes.getByText('到 2037-06-30 为止')).toBeVisible();
    await expect(changes.getByText('会议（活动）记录 × 1、意见被采纳 × 2')).toBeVisible();
    await expect(changes.getByText(/讲后当场收集意见/)).toBeVisible();
    await open(reviewer, draft);
    await step(reviewer, '审核通过');
    await expect(reviewer.getByText('已审核通过，可以发布')).toBeVisible();

    await issue(officer, draft);

    // What was signed was another text.
    const signedNow = await sign(as, '文本有改动，待重签');
    expect(signedNow).not.toBe(signedBefore);
  },
);

// After the other: both draw up the next edition of one list.
journey(
  'a matter that nobody wants is stated, ruled by the level above, and found next time',
  async ({ as }) => {
    journey.slow();
    const secretary = await as('secretary');
    await open(secretary, '/disputes/new');
    await secretary.getByRole('button', { name: '提出并开始计时' }).click();
    await expect(secretary.getByRole('main').getByText('不能为空').first()).toBeVisible();
    await secretary.getByRole('textbox', { name: '什么事' }).fill(TITLE);
    await secretary.getByRole('textbox', { name: '争议情况' }).fill(MATTER);
    await pick(secretary, '首先接到这件事的一方', '发展和改革局规划处党支部');
    await pick(secretary, '另一方', '发展和改革局办公室党支部');
    await secretary.getByRole('button', { name: '再加一方' }).click();
    await pick(secretary, '另一方', `${UNIT}机关党委`);
    await look(secretary);
    await secretary.getByRole('button', { name: '提出并开始计时' }).click();
    await expect(secretary.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
    const dispute = new URL(secretary.url()).pathname;
    await expect(secretary.getByText(/云岭市直属机关工作委员会 · 机关工委裁定/)).toBeVisible();
    await look(secretary);

    // Nothing is ruled before everybody was heard or the day is past.
    const clerk = await as('clerk');
    await open(clerk, dispute);
    await expect(clerk.getByRole('button', { name: '裁定', exact: true })).toBeDisabled();
    await expect(clerk.getByText(/还有 3 方没有陈述/)).toBeVisible();

    await state(secretary, dispute, '应由对方负责', '办公室只管本局值班，窗口不归我们排。');
    const second = await as('second-secretary', { phone: true });
    await open(second, '/to-do');
    await expect(second.getByRole('link', { name: TITLE })).toBeVisible();
    await state(second, dispute, '应由对方负责', '规划处只派人，从来不排班。');
    await look(second);
    const keeper = await as('officer');
    await state(keeper, dispute, '应共同负责', '机关党委可以定规则，排班要由窗口所在的处牵头。');

    await open(clerk, dispute);
    await clerk.getByRole('button', { name: '裁定', exact: true }).click();
    const ruling = clerk.getByRole('dialog', { name: '裁定' });
    await ruling.getByRole('button', { name: '裁定', exact: true }).click();
    await expect(ruling.getByText(/请写明理由|不能为空/).first()).toBeVisible();
    await ruling.getByRole('radio', { name: /规划处党支部/ }).check();
    await ruling
      .getByRole('textbox', { name: '裁定理由' })
      .fill('窗口由规划处使用，由规划处支部按月排表，各家按时报人；今后合用窗口照此办理。');
    await ruling.getByRole('checkbox', { name: /补进清单/ }).check();
    await ruling.getByRole('textbox', { name: '责任项名称' }).fill(DUTY);
    await ruling.getByRole('textbox', { name: /^标准/ }).fill('每月 25 日前排定并公布下月值班表。');
    await ruling.getByRole('textbox', { name: /^结果/ }).fill('窗口无空岗。');
    await look(clerk);
    await ruling.getByRole('button', { name: '裁定', exact: true }).click();
    await expect(ruling).toHaveCount(0);
    await expect(clerk.getByText('已裁定').first()).toBeVisible();
    await expect(clerk.getByText('裁定归属').first()).toBeVisible();

    // The ruling has become the next edition of the owner's list, and whoever keeps the list is asked to issue it.
    const written = clerk.getByRole('region', { name: '写入责任清单' });
    await expect(written.getByText('草稿，待发布')).toBeVisible();
    await expect(written.getByText(DUTY, { exact: false }).first()).toBeVisible();
    await expect(written.getByText('只对发展和改革局规划处党支部', { exact: false })).toBeVisible();
    await look(clerk);
    await picture(clerk, 'ruling');
    await open(keeper, '/to-do');
    await keeper.getByRole('main').getByRole('link', { name: TITLE }).click();
    await expect(keeper.getByText('草稿', { exact: true }).first()).toBeVisible();
    await expect(keeper.getByText('本版因 1 件归属争议的裁定而改', { exact: false })).toBeVisible();
    const draft = new URL(keeper.url()).pathname;
    await step(keeper, '送审');
    const reviewer = await as('second-officer');
    await open(reviewer, `${draft}/compare`);
    await expect(reviewer.getByRole('region', { name: '改了什么' }).getByText(DUTY).first()).toBeVisible();
    await open(reviewer, draft);
    await step(reviewer, '审核通过');
    await issue(keeper, draft);

    // From the ruling to the duty in force, and from the duty back to the ruling.
    await open(keeper, dispute);
    await expect(keeper.getByText('已施行')).toBeVisible();
    await keeper.getByRole('link', { name: '打开责任项' }).click();
    await expect(keeper.getByRole('heading', { level: 1, name: new RegExp(DUTY) })).toBeVisible();
    await expect(keeper.getByRole('link', { name: TITLE })).toBeVisible();
    await look(keeper);
    await picture(keeper, 'duty-of-the-ruling');

    // The same again: the ruling is found while it is being written.
    await open(second, '/disputes/new');
    await second.getByRole('textbox', { name: '什么事' }).fill('联合值班表由谁排');
    await second.getByRole('textbox', { name: '争议情况' }).fill('合用窗口的联合值班表没有人排，窗口空岗。');
    await expect(second.getByRole('link', { name: TITLE })).toBeVisible();
    await look(second);
    await picture(second, 'precedent');
  },
);
