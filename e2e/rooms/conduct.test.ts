import type { Page } from '@playwright/test';
import { journey } from '../support/journey.ts';
import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

/** Where the person's own appraisal stands, and whether it was drawn. */
async function ownCase(page: Page): Promise<{ path: string; name: string; drawn: boolean }> {
  await open(page, '/conduct');
  const link = page.getByRole('region', { name: '我的考评' }).getByRole('link', { name: /年/ }).first();
  const path = (await link.getAttribute('href')) ?? '';
  await open(page, path);
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  const drawn = (await page.getByText('抽中', { exact: true }).count()) > 0;
  return { path, name: heading.split(' ')[0] ?? '', drawn };
}

journey(
  'a member’s year: own report, evaluation, check, review, approval, and the member’s word',
  async ({ as }) => {
    const phone = await as('organiser', { phone: true });
    const own = await ownCase(phone);
    await journey.step('the member reports from what is known already, and reads his rights', async () => {
      await open(phone, '/my-report');
      await expect(phone.getByRole('heading', { name: '系统已有的事实' })).toBeVisible();
      await phone.getByRole('button', { name: '补一件事' }).click();
      await phone.getByRole('textbox').last().fill('帮助两家企业跑完用地手续，当月开工');
      await phone.getByRole('button', { name: '提交', exact: true }).click();
      await expect(phone.getByText(/已于 .* 提交/).first()).toBeVisible();
      await open(phone, own.path);
      await expect(phone.getByRole('region', { name: '我的权利' })).toContainText('由没有经手过的同志');
      await expect(phone.getByRole('heading', { name: '支部综合评价' })).toHaveCount(0);
      await look(phone);
    });

    const officer = await as('officer');
    await journey.step('a checker of another branch looks into one that was drawn', async () => {
      const secretary = await as('secretary');
      await open(secretary, '/conduct');
      const desk = secretary.getByRole('region', { name: '等我核对' });
      await desk.getByRole('link').first().click();
      await secretary
        .getByRole('textbox', { name: '第 1 项核对了什么' })
        .fill('回访两名服务对象，11月确有上门办事');
      await secretary.getByRole('button', { name: '提交核对' }).click();
      await expect(secretary.getByText('已提交').first()).toBeVisible();
    });

    // Whoever was drawn would have to be checked a second time, by the one whom the lot named.
    if (!own.drawn) {
      await journey.step(
        'the organ committee gives it back, with a reason, and the branch writes anew',
        async () => {
          await open(officer, own.path);
          await officer.getByRole('button', { name: '退回支部' }).click();
          await expect(officer.getByText('请用不少于 10 个字写明理由').first()).toBeVisible();
          await officer.getByRole('textbox', { name: '退回理由' }).fill('请补充服务群众一项的具体依据');
          await officer.getByRole('button', { name: '退回支部' }).click();
          await expect(officer.getByText('已办理').first()).toBeVisible();
          const secretary = await as('secretary');
          await open(secretary, '/conduct');
          await secretary
            .getByRole('region', { name: '等我评价' })
            .getByRole('link', { name: own.name })
            .click();
          await expect(secretary.getByText('退回理由：请补充服务群众一项的具体依据')).toBeVisible();
          await secretary
            .getByRole('textbox', { name: '依据' })
            .fill('按期参加组织生活，全年走访服务对象六次，有回访记录。');
          await secretary.getByRole('button', { name: '提交评价' }).click();
          await expect(secretary.getByText('已提交').first()).toBeVisible();
        },
      );
    }

    await journey.step('the committee reviews; whoever evaluated it may not', async () => {
      const secretary = await as('secretary');
      await open(secretary, own.path);
      await expect(secretary.getByText(/这一步由其他人办理/)).toBeVisible();
      await expect(secretary.getByRole('button', { name: '审核通过' })).toHaveCount(0);
      await open(officer, own.path);
      await officer.getByRole('button', { name: '审核通过' }).click();
      await expect(officer.getByText('已办理').first()).toBeVisible();
    });

    await journey.step('the leading group approves what it has read', async () => {
      const leader = await as('leader');
      await open(leader, '/conduct');
      await leader.getByRole('link', { name: '去审定页逐批办理' }).click();
      await expect(leader.getByRole('heading', { name: '党组审定' })).toBeVisible();
      await look(leader);
      await leader.getByRole('checkbox', { name: new RegExp(own.name) }).check();
      await leader.getByRole('button', { name: '审定 1 人' }).click();
      await expect(leader.getByRole('checkbox', { name: new RegExp(own.name) })).toHaveCount(0);
    });

    await journey.step('the member is told and objects, with the day by which he is answered', async () => {
      await open(officer, '/conduct');
      await officer.getByRole('link', { name: '云岭市发展和改革局' }).click();
      await officer.getByRole('button', { name: '告知本人' }).click();
      await officer.getByRole('dialog').getByRole('button', { name: '告知本人' }).click();
      await expect(officer.getByText('已办理').first()).toBeVisible();
      await open(phone, own.path);
      await expect(phone.getByText(/最迟 .* 可以提出异议/).first()).toBeVisible();
      await phone
        .getByRole('textbox', { name: '异议和理由' })
        .fill('联系群众一项我全年联系十二次，记录可查。');
      await phone.getByRole('button', { name: '提出异议' }).click();
      await expect(phone.getByText(/最迟 .* 答复/).first()).toBeVisible();
      await look(phone);
      await picture(phone, 'objected');
    });

    await journey.step('only somebody who had no hand in it answers, and the member reads why', async () => {
      await open(officer, own.path);
      await expect(officer.getByText(/您已经办理过这一份/)).toBeVisible();
      const other = await as('second-officer');
      await open(other, '/conduct');
      await other.getByRole('region', { name: '等我答复异议' }).getByRole('link', { name: own.name }).click();
      await other
        .getByRole('textbox', { name: '答复' })
        .fill('经查与双联系记录一致，已计入，等次不变，予以维持。');
      await other.getByRole('button', { name: '维持' }).click();
      await expect(other.getByText('已办理').first()).toBeVisible();
      await open(phone, own.path);
      await expect(phone.getByText('已办结').first()).toBeVisible();
      await expect(phone.getByText('经查与双联系记录一致，已计入，等次不变，予以维持。')).toBeVisible();
    });

    await journey.step(
      'the result is taken to the year-end appraisal; those whose days have passed are settled',
      async () => {
        await open(officer, '/conduct');
        await officer.getByRole('link', { name: '云岭市发展和改革局' }).click();
        await officer.getByRole('button', { name: '办结', exact: true }).click();
        await officer.getByRole('dialog').getByRole('button', { name: '办结', exact: true }).click();
        await expect(officer.getByText('已办理').first()).toBeVisible();
        for (const [button, name] of [
          ['导出登记表', /考评登记表.*\.xlsx$/],
          ['导出结果（Word）', /考评结果.*\.docx$/],
        ] as const) {
          const saved = officer.waitForEvent('download');
          await officer.getByRole('button', { name: button }).click();
          expect((await saved).suggestedFilename()).toMatch(name);
        }
        await officer.getByRole('button', { name: '在我的电脑上复算' }).click();
        await expect(officer.getByText(/复算一致/)).toBeVisible();
        await look(officer);
      },
    );
  },
);
