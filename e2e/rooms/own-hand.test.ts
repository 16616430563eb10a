import { journey } from '../support/journey.ts';
import { choose, look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

journey('what a secretary does in person; a delegation in writing is no fault', async ({ as }) => {
  const secretary = await as('second-secretary');
  await open(secretary, '/own-hand');
  const share = secretary.getByText('本人办理占比').locator('..');
  const before = await share.innerText();
  await expect(secretary.getByText(/不看登录、在线时长和谁录入/)).toBeVisible();
  await look(secretary);

  await journey.step('a delegation is written beforehand: to whom, of what, until when', async () => {
    await secretary.getByRole('button', { name: '写一份委托' }).click();
    const dialog = secretary.getByRole('dialog');
    await dialog.getByRole('button', { name: '写下委托' }).click();
    // Nobody and nothing chosen: refused, and the fields say why.
    await expect(dialog.getByRole('alert').first()).toBeVisible();
    await dialog.getByRole('combobox', { name: '受委托人' }).fill('副');
    await dialog.getByRole('combobox', { name: '受委托人' }).fill('李');
    await secretary.getByRole('option').first().click();
    await dialog.locator('input[type=checkbox]:not([disabled])').first().check();
    await dialog.locator('input[type=date]').last().fill(later(10));
    await dialog.getByRole('button', { name: '写下委托' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(secretary.getByText('有效').first()).toBeVisible();
    expect(await share.innerText()).toBe(before);
    await look(secretary);
    await picture(secretary, 'own-hand');
  });

  await journey.step(
    'the level above sees the branches in their order, without the newest quarter',
    async () => {
      const officer = await as('officer');
      await open(officer, '/own-hand');
      await officer.getByRole('link', { name: /规划处党支部/ }).click();
      await expect(officer.getByText(/更近的先由本人看/)).toBeVisible();
      await expect(officer.getByRole('button', { name: '写一份委托' })).toHaveCount(0);
      await look(officer);
    },
  );

  await journey.step(
    'the secretary of the leading group sees himself; those above him are the work committee',
    async () => {
      const leader = await as('leader');
      await open(leader, '/own-hand');
      await expect(leader.getByText(/云岭市发展和改革局党组。/)).toBeVisible();
      await leader.getByRole('button', { name: '写一份委托' }).click();
      await choose(leader, '受委托人', /分管领导/);
      // What must be done in person is delegated only while something keeps one away.
      await expect(leader.getByRole('checkbox', { name: /亲自部署过问/ })).toBeDisabled();
      await choose(leader, '事由', /^出差/);
      await leader.getByRole('checkbox', { name: /亲自部署过问/ }).check();
      await look(leader);
      await leader.getByRole('dialog').getByRole('button', { name: '取消' }).click();
      const clerk = await as('clerk');
      await open(clerk, '/own-hand');
      await expect(clerk.getByRole('link', { name: '云岭市发展和改革局党组', exact: true })).toBeVisible();
      const officer = await as('officer');
      await open(officer, '/own-hand');
      await expect(officer.getByRole('link', { name: /规划处党支部/ })).toBeVisible();
      await expect(officer.getByRole('link', { name: '云岭市发展和改革局党组', exact: true })).toHaveCount(0);
    },
  );
});

journey('who carries a branch: what is entered for others gives its writer no credit', async ({ as }) => {
  const carried = async (page: Awaited<ReturnType<typeof as>>) => {
    await open(page, '/carriers');
    return page.getByRole('region', { name: '每个人扛了多少' }).innerText();
  };
  const secretary = await as('second-secretary');
  const before = await carried(secretary);
  await expect(secretary.getByText('有效人数')).toBeVisible();
  await expect(secretary.getByText(/替别人录入不算/)).toBeVisible();
  await look(secretary);
  const mine = (text: string) => text.slice(text.indexOf('我') - 12, text.indexOf('我') + 60);

  await journey.step('the secretary writes down what somebody else did', async () => {
    await open(secretary, '/records/new');
    await choose(secretary, '种类', '走访调研指导');
    await secretary.getByRole('textbox', { name: '主题' }).fill('走访园区企业两家');
    const people = secretary.getByRole('combobox', { name: '参加人员' });
    await people.click();
    const option = secretary.locator('.ant-select-item-option').filter({ visible: true }).last();
    await option.click();
    await secretary.keyboard.press('Escape');
    await secretary.getByRole('button', { name: '保存' }).click();
    await expect(secretary.getByText(/已记录/).first()).toBeVisible();
  });

  await journey.step('and carries no more than before', async () => {
    const after = await carried(secretary);
    const hours = (text: string) => /\d+ 小时[^·]*·/.exec(mine(text))?.[0];
    expect(hours(after)).toBe(hours(before));
  });

  await journey.step('a member sees the whole and himself; the others have no names', async () => {
    const member = await as('member', { phone: true });
    const text = await carried(member);
    expect(text).toMatch(/党员 \d/);
    await look(member);
  });
});
