import { controlDb, controlPool } from './control.ts';

/** Ends the control connections, at the end of a process. */
export async function closeControl(): Promise<void> {
  await controlDb().$disconnect();
  await controlPool().end();
}
