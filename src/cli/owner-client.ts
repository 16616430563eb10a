import pg from 'pg';

/** Runs `work` on one connection as the database's owner: whole-database chores, beside the application's pool. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'zelian-chore' });
  // A server that goes away rejects the query under way as well.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
