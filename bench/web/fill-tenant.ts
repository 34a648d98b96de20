import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fitColumns } from '../store/fit-columns.ts';
import { type HostRow, hostRows } from '../store/host-rows.ts';
import { type BenchTenant, makeMachine, makeTenant } from '../store/make-tenant.ts';
import type { Portal } from '../store/open-portal.ts';
import { readRecording } from '../store/read-recording.ts';
import { uploadFile } from '../store/upload-file.ts';
import { writeCsv } from '../store/write-csv.ts';

/** A tenant with samples and an owner. */
export interface FilledTenant extends BenchTenant {
  /** `http://slug.localhost:port`. */
  url: string;
  email: string;
  password: string;
  /** The machine with most samples. */
  longest: string;
  /** Unix seconds: when its samples begin and end. */
  from: number;
  to: number;
}

/** How many rows, and how many seconds between two. */
interface Stretch {
  rows: number;
  step: number;
}

const BYTES_PER_ROW = 250;
const AT_ONCE = 4;

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
  const tenant = await makeTenant(slug, portal.port);
  const { createMember } = await import('../../server/members/create-member.ts');
  const email = `owner@${slug}.example`;
  const password = randomBytes(12).toString('base64url');
  const tenantId = tenant.ctx.tenant.id;
  await createMember({ tenantId, email, name: 'Owner', password, role: 'owner' });

  const ticks = readRecording();
  const recorded = new Map<number, HostRow[]>();
  const rowsOf = (step: number): HostRow[] => {
    const rows = recorded.get(step) ?? hostRows(ticks, step);
    recorded.set(step, rows);
    return rows;
  };
  const folder = mkdtempSync(join(portal.folder, `${slug}-`));
  const end = Math.floor(Date.now() / 60_000) * 60;
  const fill = async (index: number): Promise<void> => {
    const { rows: count, step } = index === 0 ? first : others;
    const machine = nameOf(index);
    const all = rowsOf(step);
    const place = (index * 97) % all.length;
    const columns = fitColumns(all, machine, BYTES_PER_ROW);
    const path = join(folder, `${machine}.csv`);
    const plan = { machine, columns, start: end - count * step, step, count };
    writeCsv(path, [...all.slice(place), ...all.slice(0, place)], plan);
    await makeMachine(tenant, machine);
    await uploadFile(portal.port, tenant, { path, machine });
    rmSync(path);
  };
  for (let from = 0; from < machines; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, machines - from) }, (_, index) => fill(from + index)),
    );
  rmSync(folder, { recursive: true });
  return {
    ...tenant,
    url: `http://${tenant.host}`,
    ...{ email, password, longest: nameOf(0), from: end - first.rows * first.step, to: end },
  };
}

const nameOf = (index: number): string => `server-${String(index + 1).padStart(4, '0')}`;
