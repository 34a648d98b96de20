import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { stageCollection } from './collection/stage-collection.ts';
import { stageContract } from './contract/stage-contract.ts';
import { finishSar } from './sar/finish-sar.ts';
import { stageContainers } from './sar/stage-containers.ts';
import { stageSadf } from './sar/stage-sadf.ts';
import { stageSar } from './sar/stage-sar.ts';
import type { RecognizedText } from './text/recognize-text.ts';
import type { ReportStage, StagedFile, UploadSource } from './types.ts';

/** Stages a text file by itself; see stageFile. */
export async function stageText(
  connection: DuckDBConnection,
  { text, source, report }: { text: RecognizedText; source: UploadSource; report: ReportStage },
): Promise<StagedFile> {
  const { file, format, head } = text;
  switch (format) {
    case 'collection':
      return stageCollection(connection, { file, source, report });
    case 'sadf':
      return stageSadf(connection, { file, source, report });
    case 'contract':
      return stageContract(connection, { file, head, source, prefix: 'staged', report });
    case 'sar':
    case 'containers': {
      const { machine } = source;
      if (machine === null)
        throw new AppError(
          'INVALID_INPUT',
          'The file does not tell which machine it is of: say it with the form field machine_id.',
          { field: 'machine_id' },
        );
      const stage = format === 'sar' ? stageSar : stageContainers;
      const samples = await stage(connection, { file, head, source, machine, into: 'sar', report });
      return finishSar(connection, { format: 'sar', samples, prefix: 'staged' });
    }
  }
}
