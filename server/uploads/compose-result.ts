import type { StagedFile } from './stage/types.ts';
import type { PlannedDay } from './store/plan-days.ts';
import type { UploadResult } from './types.ts';

/** What is said of a stored file. */
export function composeResult(input: {
  tenantId: string;
  uploadId: string;
  staged: StagedFile;
  days: readonly PlannedDay[];
  duplicates: number;
}): UploadResult {
  const { staged, days } = input;
  const [machine = ''] = staged.machines;
  const several = staged.machines.length > 1;
  const whose = several ? `${staged.machines.length} machines` : machine;
  return {
    message: `${count(staged.rows, 'record')} of ${whose} stored.`,
    records_processed: staged.rows,
    machine_id: machine,
    tenant_id: input.tenantId,
    upload_id: input.uploadId,
    upload_timestamp: new Date().toISOString(),
    data_range: {
      start: new Date(staged.dataRange.start).toISOString(),
      end: new Date(staged.dataRange.end).toISOString(),
    },
    duplicates: input.duplicates,
    duplicate_of: null,
    warnings: staged.warnings,
    ...(several && { machines: countRecords(staged, days) }),
  };
}

const count = (number: number, word: string) =>
  `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;

/** Records are what a file counts: host samples, or the rows of its only kind. */
function countRecords(
  staged: StagedFile,
  days: readonly PlannedDay[],
): { machine_id: string; records: number }[] {
  const kind = staged.kinds.some((one) => one.kind === 'host') ? 'host' : staged.kinds[0]?.kind;
  const records = new Map(staged.machines.map((machine) => [machine, 0]));
  for (const day of days)
    if (day.table.kind === kind) records.set(day.machine, (records.get(day.machine) ?? 0) + day.rows);
  return [...records].map(([machine_id, rows]) => ({ machine_id, records: rows }));
}
