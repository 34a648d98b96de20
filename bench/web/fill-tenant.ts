import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fitColumns } from '../store/fit-columns.ts';
import { type HostRow, hostRows } from '../store/host-rows.ts';
import { makeMachine } from '../store/make-tenant.ts';
import type { Portal } from '../store/open-portal.ts';
import { readRecording } from '../store/read-recording.ts';
import { uploadFile } from '../store/upload-file.ts';
import { writeCsv } from '../store/write-csv.ts';
import { type FilledTenant, machineNames, makeOwnedTenant } from './owned-tenant.ts';

/** How many rows, and how many seconds between two. */
interface Stretch {
  rows: number;
  step: number;
}

const BYTES_PER_ROW = 250;
/** Of a file: well below the limit of an upload. */
const MACHINES_PER_FILE = 100;

/**
 * Makes a tenant whose machines have samples up to now: recorded intervals of a host again and again, each machine
 * beginning at another place of the recording.
 * @param first what the first machine has
 * @param others what each other one has
 */
export async function fillTenant(
  portal: Portal,
  of: { slug: string; machines: number; first: Stretch; others: Stretch },
): Promise<FilledTenant> {
  const { slug, machines, first, others } = of;
  const tenant = await makeOwnedTenant(slug, portal.port);
  const ticks = readRecording();
  const recorded = new Map<number, HostRow[]>();
  const rowsOf = (step: number): HostRow[] => {
    const rows = recorded.get(step) ?? hostRows(ticks, step);
    recorded.set(step, rows);
    return rows;
  };
  const folder = mkdtempSync(join(portal.folder, `${slug}-`));
  const end = Math.floor(Date.now() / 60_000) * 60;
  const path = join(folder, 'samples.csv');
  /** One file of several machines: a key may send thirty a minute. */
  const fill = async (names: readonly string[], { rows: count, step }: Stretch): Promise<void> => {
    const all = rowsOf(step);
    const columns = fitColumns(all, names[0] ?? '', BYTES_PER_ROW);
    const parts = names.map((machine) => {
      const place = (Number(machine.slice(-4)) * 97) % all.length;
      const plan = { machine, columns, start: end - count * step, step, count };
      return { rows: [...all.slice(place), ...all.slice(0, place)], plan };
    });
    writeCsv(path, parts);
    for (const name of names) await makeMachine(tenant, name);
    await uploadFile(portal.port, tenant, { path });
  };
  const names = machineNames(machines);
  await fill(names.slice(0, 1), first);
  for (let from = 1; from < machines; from += MACHINES_PER_FILE)
    await fill(names.slice(from, from + MACHINES_PER_FILE), others);
  rmSync(folder, { recursive: true });
  // The worker would come to it within a minute, while pages are measured.
  const { rollUpDue } = await import('../../server/metrics/rollups/roll-up-due.ts');
  await rollUpDue(tenant.ctx);
  return { ...tenant, longest: names[0] ?? '', from: end - first.rows * first.step, to: end };
}
