import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { queryColumns } from '#server/metrics/duckdb/query-columns.ts';
import { entityFault, machineFault } from '../contract/name-faults.ts';
import { STAGE_LIMITS } from '../limits.ts';
import { scanText } from '../text/scan-text.ts';
import type { TextFile } from '../text/text-file.ts';
import type { ReportStage, StagedEvent, StagedFile, UploadSource } from '../types.ts';
import { finishSar } from './finish-sar.ts';
import { planSection } from './plan-section.ts';
import { splitSadf } from './split-sadf.ts';
import { type SectionSamples, stageSection } from './stage-section.ts';

const [HOSTNAME, TIMESTAMP] = [0, 2];

/**
 * Stages what `sadf -d` prints: any of its reports, one after the other in one file. Reports that the portal has no
 * metrics for are left out with a warning. The machine is the form field's, else the host name in the rows.
 * @throws AppError as stageTable, and INVALID_INPUT for a form field with a file of several hosts
 */
export async function stageSadf(
  connection: DuckDBConnection,
  { file, source, report }: { file: TextFile; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  await scanText(file.path, {
    separator: ';',
    longestLine: STAGE_LIMITS.csvLineBytes,
    onBytes: () => report('reading', 0),
  });
  const { sections, events } = await splitSadf(file.path, source.folder);
  const samples: SectionSamples[] = [];
  const ignored: string[] = [];
  const hosts = new Set<string>();
  for (const [index, section] of sections.entries()) {
    report('reading', index / sections.length);
    const plan = planSection(section.names);
    if (!plan) {
      ignored.push(section.names[TIMESTAMP + 1] ?? '');
      continue;
    }
    // Each row has its line in the file before it.
    const behind = (place: number) => place + 1;
    const entity = plan.entity;
    const into = `sadf_${index}`;
    samples.push(
      ...(await stageSection(connection, {
        into,
        plan: { ...plan, numbers: plan.numbers.map((one) => ({ ...one, index: behind(one.index) })) },
        table: {
          path: section.path,
          member: file.member,
          separator: ';',
          skip: 0,
          width: behind(section.names.length),
          line: 0,
          time: { index: behind(TIMESTAMP), name: 'timestamp' },
          machine: {
            index: behind(HOSTNAME),
            name: 'hostname',
            fault: machineFault,
            fallback: source.machine,
          },
          entity:
            entity === null
              ? ''
              : {
                  index: behind(entity),
                  name: section.names[entity] ?? '',
                  fault: entityFault,
                  fallback: null,
                },
          numbers: plan.numbers.map((one) => ({ ...one, index: behind(one.index) })),
          rules: [],
        },
        accepted: { from: source.accepted.from.getTime(), to: source.accepted.to.getTime() },
        firstTime: section.firstTime,
        report,
      })),
    );
    for (const name of (await queryColumns(connection, `SELECT DISTINCT machine FROM ${into}`)).machine ?? [])
      hosts.add(String(name));
    await connection.run(`DROP TABLE ${into}`);
  }
  const renamed = rename(source.machine, hosts);
  if (renamed !== null)
    for (const { table } of samples)
      await connection.run(`UPDATE ${table} SET machine = $machine`, { machine: renamed });
  const staged = await finishSar(connection, { format: 'sadf', samples, prefix: 'staged' });
  const named = events.map((event): StagedEvent => ({ ...event, machine: renamed ?? event.machine }));
  if (ignored.length > 0)
    staged.warnings.push(
      `These reports, named by their first column, hold no metrics of the portal and were left out: ${ignored.join(', ')}.`,
    );
  const { from, to } = source.accepted;
  return {
    ...staged,
    events: named.filter(
      ({ machine, at }) => staged.machines.includes(machine) && at >= from.getTime() && at <= to.getTime(),
    ),
  };
}

function rename(machine: string | null, hosts: ReadonlySet<string>): string | null {
  if (machine !== null && hosts.size > 1)
    throw new AppError(
      'INVALID_INPUT',
      `The file has records of several hosts (${[...hosts].slice(0, 5).join(', ')}): leave machine_id out, and each goes to the machine of its name.`,
      { field: 'machine_id' },
    );
  return machine;
}
