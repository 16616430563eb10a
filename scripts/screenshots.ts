// The pictures of the README, from a running demo: `node scripts/with-node.mjs scripts/screenshots.ts [address]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const address = process.argv[2] ?? 'http://127.0.0.1:3000';
const folder = join(import.meta.dirname, '../docs/images');
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-sync',
    '--no-first-run',
  ],
});

/** Opens a page as one of the demo's people and takes its picture. */
async function take(login: string, path: string, name: string, width = 1280): Promise<void> {
  const height = width < 500 ? 844 : 860;
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  const headers = { 'x-zelian': '1', origin: address };
  await context.request.post(`${address}/api/v1/session`, {
    headers,
    data: { login, password: 'Zelian-demo-2026' },
  });
  const page = await context.newPage();
  await page.goto(address + path, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

/** The address of the first score that the officer may open. */
async function firstScore(): Promise<string> {
  const context = await browser.newContext();
  const headers = { 'x-zelian': '1', origin: address };
  await context.request.post(`${address}/api/v1/session`, {
    headers,
    data: { login: 'officer', password: 'Zelian-demo-2026' },
  });
  const reply = (await (await context.request.get(`${address}/api/v1/scores`)).json()) as {
    items: { scoreId: string }[];
  };
  await context.close();
  return `/scores/${reply.items[0]?.scoreId ?? ''}`;
}

await take('secretary', '/', 'home');
await take('officer', await firstScore(), 'score');
await take('member', '/my-report', 'phone', 390);
await browser.close();
