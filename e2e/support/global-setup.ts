import { startServer } from './server.ts';

/** One server with a small demo city for all tests that only look at it. ZELIAN_E2E_URL names one that runs already. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env['ZELIAN_E2E_URL']) return async () => {};
  const server = await startServer({ demo: 600 });
  process.env['ZELIAN_E2E_URL'] = server.address;
  return () => server.stop();
}
