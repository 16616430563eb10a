import { type Locator, type Page, test } from '@playwright/test';
import { expect, expectAccessible, expectFits, patternOf, settled } from './visit.ts';

/** States of pages whose accessibility was looked at: the kind of page, the dialog over it, whether it complains, how wide. */
const looked = new Set<string>();

async function stateOf(page: Page): Promise<string> {
  const dialog = await page.getByRole('dialog').getByRole('heading').allInnerTexts();
  const complains = (await page.getByRole('alert').count()) > 0;
  return [patternOf(new URL(page.url()).pathname), dialog[0], complains, page.viewportSize()?.width].join(
    ' ',
  );
}

/** Looks at the page as it stands: it fits its window, and keeps nobody out. */
export async function look(page: Page): Promise<void> {
  await settled(page);
  await expectFits(page);
  const state = await stateOf(page);
  if (looked.has(state)) return;
  looked.add(state);
  await expectAccessible(page);
}

/** A picture of the page, kept with the test's output. */
export async function picture(page: Page, name: string): Promise<void> {
  // What stays in place while the page moves would stand in the middle of the picture.
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
}

/** Opens a page by its address, for one who is signed in, and waits until it has what it shows. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Finds somebody or something by what is typed into a search field, and takes the first that is found. */
export async function pick(
  within: Page | Locator,
  label: string | RegExp,
  name: string,
  found = new RegExp(name),
): Promise<void> {
  await within.getByRole('combobox', { name: label }).fill(name);
  await within.getByRole('option', { name: found }).first().click();
}

/** Chooses from a list that opens over the page, and waits until the list has gone. */
export async function choose(page: Page, label: string, choice: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: choice, visible: true }).click();
  await expect(page.locator('.ant-select-dropdown').filter({ visible: true })).toHaveCount(0);
}
