import { journey } from '../support/journey.ts';
import { look, open } from '../support/page.ts';
import { expect } from '../support/visit.ts';

journey('whatever is not ruled in time has somebody who looks after it meanwhile', async ({ as }) => {
  const page = await as('second-secretary', { phone: true });
  await open(page, '/disputes');
  await page.getByRole('link', { name: '青年理论学习小组归谁管' }).first().click();
  await expect(page.getByText(/规划处党支部.*暂管，直至裁定。依据：首先接到这件事/)).toBeVisible();
  await look(page);
});
