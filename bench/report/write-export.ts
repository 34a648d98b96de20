import { writeFile } from 'node:fs/promises';
import type { ReportRun } from './report-run.ts';

/** Writes the day's samples of the host as the portal exports them as CSV. */
export async function writeExport(path: string, { ctx, machine, day }: ReportRun): Promise<void> {
  const { exportSamples } = await import('../../server/metrics/export/export-samples.ts');
  const { stream } = await exportSamples(ctx, {
    ...{ machineId: machine, ...day },
    ...{ kind: 'host', format: 'csv', resolution: 'raw' },
  });
  await writeFile(path, stream);
}
