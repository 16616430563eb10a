import type { Page } from '@playwright/test';
import { journey } from '../support/journey.ts';
import { look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const TITLE = '跨单位合用窗口值班由谁排';
const DUTY = '合用窗口联合值班排班';
const MATTER = '三家合用一楼窗口，节假日联合值班表没有人排，上周末窗口空岗两次。';

/** Takes a step of a list's review from the page of the draft. */
async function step(page: Page, name: '送审' | '审核通过'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const asked = page.getByRole('dialog', { name: `${name}？` });
  await asked.getByRole('button', { name, exact: true }).click();
  await expect(asked).toHaveCount(0);
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
    await pick(secretary, '另一方', '云岭市财政局');
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
    await state(await as('neighbour'), dispute, '应共同负责', '窗口在我局，愿意牵头排，各家按月报人。');

    await open(clerk, dispute);
    await clerk.getByRole('button', { name: '裁定', exact: true }).click();
    const ruling = clerk.getByRole('dialog', { name: '裁定' });
    await ruling.getByRole('button', { name: '裁定', exact: true }).click();
    await expect(ruling.getByText(/请写明理由|不能为空/).first()).toBeVisible();
    await ruling.getByRole('radio', { name: /云岭市财政局/ }).check();
    await ruling
      .getByRole('textbox', { name: '裁定理由' })
      .fill('窗口设在财政局，由财政局机关党委按月排表，各家按时报人；今后合用窗口照此办理。');
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
    await look(clerk);
    await picture(clerk, 'ruling');
    const keeper = await as('neighbour');
    await open(keeper, '/to-do');
    await keeper.getByRole('main').getByRole('link', { name: TITLE }).click();
    await expect(keeper.getByText('草稿', { exact: true }).first()).toBeVisible();
    await expect(keeper.getByText('本版因 1 件归属争议的裁定而改', { exact: false })).toBeVisible();
    const draft = new URL(keeper.url()).pathname;
    await step(keeper, '送审');
    await open(clerk, `${draft}/compare`);
    await expect(clerk.getByRole('region', { name: '改了什么' }).getByText(DUTY).first()).toBeVisible();
    await open(clerk, draft);
    await step(clerk, '审核通过');
    await open(keeper, draft);
    await keeper.getByRole('button', { name: '发布…' }).click();
    const publishing = keeper.getByRole('dialog', { name: '发布责任清单' });
    await publishing.getByRole('button', { name: '发布', exact: true }).click();
    await expect(keeper.getByText(/已发布：落实到/)).toBeVisible({ timeout: 30_000 });

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

journey('whatever is not ruled in time has somebody who looks after it meanwhile', async ({ as }) => {
  const page = await as('second-secretary', { phone: true });
  await open(page, '/disputes');
  await page.getByRole('link', { name: '青年理论学习小组归谁管' }).first().click();
  await expect(page.getByText(/规划处党支部.*暂管，直至裁定。依据：首先接到这件事/)).toBeVisible();
  await look(page);
});
