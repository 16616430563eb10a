import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startThrowaway } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { migrations } from '../migrations.ts';
import { inDatabase } from './database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
  }
}

/** Starts one PostgreSQL for the whole run and migrates a template; each test file clones it (about 30 ms). */
export default async function setup(project: TestProject) {
  const server = await startThrowaway();
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query('create database zelian_template');
  await client.end();
  await migrate(inDatabase(server.ownerUrl, 'zelian_template'), migrations);
  project.provide('ownerUrl', server.ownerUrl);
  project.provide('appUrl', server.appUrl);
  return () => server.stop();
}
