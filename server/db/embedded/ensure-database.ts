import pg from 'pg';

const DUPLICATE_DATABASE = '42P04';

/**
 * Creates the database if the server does not have it (UTF8, from the cluster's own locale).
 * @throws pg's errors as they are: the caller tells "not up yet" from "wrong password".
 */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // a server that goes away after the answer is the next call's error
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount) return;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
