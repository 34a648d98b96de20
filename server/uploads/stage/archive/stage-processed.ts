import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { stageContract } from '../contract/stage-contract.ts';
import { finishSar } from '../sar/finish-sar.ts';
import { stageContainers } from '../sar/stage-containers.ts';
import { stageSar } from '../sar/stage-sar.ts';
import type { SectionSamples } from '../sar/stage-section.ts';
import type { RecognizedText } from '../text/recognize-text.ts';
import type { ReportStage, StagedFile, UploadSource } from '../types.ts';

/**
 * Stages the folder that pcprocess writes: its tables joined by time. The host's values are those of host.csv where it
 * is there (all metrics, nothing rounded), else worked out from the others. The whole folder is of one machine: the form
 * field's, else the one host.csv names.
 * @throws AppError as stageTable, and INVALID_INPUT when nothing names the machine
 */
export async function stageProcessed(
  connection: DuckDBConnection,
  { texts, source, report }: { texts: RecognizedText[]; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const contracts = texts.filter(({ format }) => format === 'contract');
  const host =
    contracts.length > 0 ? await stageHost(connection, { texts: contracts, source, report }) : null;
  const machine = source.machine ?? host?.machines[0] ?? null;
  if (machine === null)
    throw new AppError(
      'INVALID_INPUT',
      'The files do not tell which machine they are of: say it with the form field machine_id.',
      { field: 'machine_id' },
    );
  const samples: SectionSamples[] = [];
  for (const [index, { file, format, head }] of texts.entries()) {
    report('reading', index / texts.length);
    if (!head || format === 'contract') continue;
    const stage = format === 'sar' ? stageSar : stageContainers;
    samples.push(...(await stage(connection, { file, head, source, machine, into: `sar_${index}`, report })));
  }
  const used = host ? samples.filter(({ kind }) => kind !== 'host') : samples;
  if (host)
    for (const { kind, table, metrics } of host.kinds) {
      await connection.run(`UPDATE ${table} SET machine = $machine`, { machine });
      used.push({ kind, table, metrics });
    }
  const staged = await finishSar(connection, { format: 'sar', samples: used, prefix: 'staged' });
  const renamed = host?.machines.find((name) => name !== machine);
  return {
    ...staged,
    warnings: [
      ...staged.warnings,
      ...(host?.warnings ?? []),
      ...(renamed === undefined
        ? []
        : [`host.csv names the machine "${renamed}"; all files were taken for "${machine}".`]),
    ],
  };
}

async function stageHost(
  connection: DuckDBConnection,
  { texts, source, report }: { texts: readonly RecognizedText[]; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const [text, another] = texts;
  if (!text?.head || another)
    throw new AppError(
      'INVALID_INPUT',
      'Beside the files of pcprocess there may be one CSV of the contract only, host.csv.',
      { files: texts.map(({ file }) => file.member) },
    );
  const { file, head } = text;
  const host = await stageContract(connection, { file, head, source, prefix: 'host_csv', report });
  if (host.machines.length > 1)
    throw new AppError(
      'INVALID_INPUT',
      `"${file.member}" has rows of several machines; a folder of pcprocess is of one.`,
      {
        machines: host.machines,
      },
    );
  return host;
}
