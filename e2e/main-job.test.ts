import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { importSupplement, importWorkbook } from './job/import-workbook.ts';
import type { Job } from './job/job.ts';
import { openTheClerksAccount, setUp } from './job/set-up.ts';
import { Persons } from './support/persons.ts';
import { type OwnServer, startServer } from './support/server.ts';
import { expect } from './support/visit.ts';

/**
 * The job from an installation that begins empty, as the persons do it who would: the three administrators open it, and
 * the clerk imports the organ's own workbook. Each chapter rests on the ones before.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

let server: OwnServer;
let persons: Persons;
let job: Job;

test.beforeAll(async ({ browser }) => {
  server = await startServer({ demo: null });
  persons = new Persons(browser, server.address);
  job = { server, persons, folder: mkdtempSync(join(tmpdir(), 'zelian-job-')) };
});
test.afterAll(async () => {
  await persons?.close();
  await server?.stop();
  if (job) rmSync(job.folder, { recursive: true, force: true });
});
test.afterEach(async ({}, info) => {
  if (info.status !== info.expectedStatus) await persons?.picture((name) => info.outputPath(name));
  expect(persons?.complaints.splice(0)).toEqual([]);
});

test('the installation is set up once, by three persons', () => setUp(job));
test('accounts are opened by one administrator, roles granted by another', () => openTheClerksAccount(job));
test('the clerk imports the organ’s own workbook, messy as it is', () => importWorkbook(job));
test('what the workbook left open is imported after it', () => importSupplement(job));
