import { controlPool } from '#server/db/control.ts';

/** Whether this process can do its work: its database answers. */
export async function checkHealth(): Promise<boolean> {
  try {
    await controlPool().query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}
