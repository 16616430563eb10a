import { addDays, toDay } from '../../src/kernel/dates.ts';
import { journey } from '../support/journey.ts';
import { look, open, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

journey('a branch says who keeps contact with whom, and a contact is noted on a phone', async ({ as }) => {
  const secretary = await as('second-secretary');
  let ahead = '';
  await journey.step('the proposal covers everybody, evenly', async () => {
    await open(secretary, '/liaison');
    await expect(secretary.getByRole('button', { name: /分配/ }).first()).toBeVisible();
    await look(secretary);
    await secretary.getByRole('button', { name: /^(第一次分配|重新分配)$/ }).click();
    await expect(secretary.getByRole('heading', { name: /分配联系人/ })).toBeVisible();
    await expect(secretary.getByText(/名党员还没有联系人/)).toHaveCount(0);
    await look(secretary);
    await picture(secretary, 'proposal');
    ahead = await secretary
      .getByRole('combobox', { name: /的联系人$/ })
      .first()
      .locator('option:checked')
      .innerText();
    expect(ahead).not.toBe('没有联系人');
  });

  await journey.step(
    'two who must not be paired are not, and the proposal says so by another name',
    async () => {
      const first = secretary.getByRole('combobox', { name: /的联系人$/ }).first();
      const member = ((await first.getAttribute('aria-label')) ?? '').replace(' 的联系人', '');
      await secretary
        .getByRole('link', { name: /双联系$/ })
        .first()
        .click();
      await secretary.getByRole('button', { name: '分配时要照顾的' }).click();
      const dialog = secretary.getByRole('dialog');
      await dialog.getByRole('button', { name: '加一组' }).click();
      await dialog.getByRole('combobox', { name: '第 1 组的一人' }).selectOption({ label: member });
      await dialog.getByRole('combobox', { name: '第 1 组的另一人' }).selectOption({ label: ahead });
      await dialog.getByRole('combobox', { name: '第 1 组的关系' }).selectOption({ label: '不宜结对' });
      await dialog.getByRole('button', { name: '保存' }).click();
      await expect(dialog).toHaveCount(0);
      await secretary.getByRole('button', { name: /^(第一次分配|重新分配)$/ }).click();
      const again = secretary.getByRole('combobox', { name: `${member} 的联系人` });
      await expect(again.locator('option:checked')).not.toHaveText(ahead);
      // Chosen by hand all the same, it is refused.
      await again.selectOption({ label: ahead });
      await secretary.getByRole('button', { name: '确定分配' }).click();
      await expect(secretary.getByRole('alert').first()).toBeVisible();
      await again.selectOption({ index: (await again.locator('option').count()) - 1 });
    },
  );

  await journey.step('who is away for long is given nobody, and has somebody again when back', async () => {
    await open(secretary, '/liaison');
    const arrange = async () => {
      await secretary.getByRole('button', { name: '分配时要照顾的' }).click();
      return secretary.getByRole('dialog');
    };
    const save = async () => {
      await secretary.getByRole('dialog').getByRole('button', { name: '保存' }).click();
      await expect(secretary.getByRole('dialog')).toHaveCount(0);
      await secretary.getByRole('button', { name: /^(第一次分配|重新分配)$/ }).click();
      await expect(secretary.getByRole('heading', { name: /分配联系人/ })).toBeVisible();
      return secretary
        .getByRole('combobox', { name: /的联系人$/ })
        .locator('option:checked')
        .filter({ hasText: ahead });
    };
    const dialog = await arrange();
    await dialog.getByRole('button', { name: '加一人' }).click();
    await dialog.getByRole('combobox', { name: '第 1 项离岗的人' }).selectOption({ label: ahead });
    // An absence that ends before it begins is refused, and nothing is lost.
    const ends = dialog.getByLabel('第 1 项结束');
    await ends.fill(addDays(toDay(new Date()), -3));
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog.getByRole('alert').first()).toBeVisible();
    await ends.fill(addDays(toDay(new Date()), 60));
    await look(secretary);
    await expect(await save()).toHaveCount(0);
    await open(secretary, '/liaison');
    await expect(secretary.getByRole('row', { name: new RegExp(`^${ahead}.*离岗`) })).toBeVisible();
    await (await arrange()).getByRole('button', { name: '删去第 1 项离岗' }).click();
    await expect((await save()).first()).toBeAttached();
  });

  await journey.step('settled, everybody has somebody, and the picture shows it', async () => {
    await open(secretary, '/liaison');
    await secretary.getByRole('button', { name: /^(第一次分配|重新分配)$/ }).click();
    await secretary.getByRole('button', { name: '确定分配' }).click();
    await expect(secretary.getByText('每名党员都有联系人。')).toBeVisible();
    await expect(secretary.getByRole('heading', { name: '谁联系谁' })).toBeVisible();
    await look(secretary);
  });

  await journey.step('the organisation commissioner does the same in the own branch', async () => {
    const organiser = await as('organiser', { phone: true });
    await open(organiser, '/liaison');
    await expect(organiser.getByText(/这里用来安排谁联系谁/)).toBeVisible();
    await expect(organiser.getByText('最近联系')).toHaveCount(0);
    await look(organiser);
    await organiser.getByRole('button', { name: /^(第一次分配|重新分配)$/ }).click();
    await look(organiser);
    await organiser.getByRole('button', { name: '确定分配' }).click();
    await expect(organiser.getByText('每名党员都有联系人。')).toBeVisible();
  });

  await journey.step(
    'a contact is noted in a few taps: day, way and topic, no word of what was said',
    async () => {
      await open(secretary, '/my-liaison');
      const phone = await as('secretary', { phone: true });
      await open(phone, '/my-liaison');
      const due = phone.getByRole('button', { name: /记一次和 .* 的联系/ });
      const name = ((await due.first().getAttribute('aria-label')) ?? '').replace(
        /记一次和 (.*) 的联系/,
        '$1',
      );
      const begun = Date.now();
      await due.first().click();
      const dialog = phone.getByRole('dialog');
      await dialog.getByRole('checkbox').first().check();
      await expect(dialog.locator('textarea, input[type=text]')).toHaveCount(0);
      await dialog.getByRole('button', { name: '记下' }).click();
      await expect(dialog).toHaveCount(0);
      expect(Date.now() - begun).toBeLessThan(10_000);
      await expect(phone.getByRole('region', { name: '最近的记录' }).getByText(name).first()).toBeVisible();
      await look(phone);
    },
  );

  await journey.step(
    'a member sees who keeps contact with him, and nothing about the others’ contacts',
    async () => {
      const member = await as('member', { phone: true });
      await open(member, '/my-liaison');
      await expect(member.getByText(/联系您的支委/)).toBeVisible();
      await member.getByRole('link', { name: '本支部谁联系谁' }).click();
      await expect(member.getByText(/这里只显示谁联系谁/)).toBeVisible();
      await expect(member.getByText('最近联系')).toHaveCount(0);
      await look(member);
    },
  );
});
