import type { DuckDBConnection } from '@duckdb/node-api';
import { AppError } from '#server/errors.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import type { FileToStore } from './file-to-store.ts';
import type { StagedFile } from './stage/types.ts';

/**
 * The file as it is meant: one whose rows all name a machine other than the one given with it is stored for the latter,
 * and says so. So an export of one machine can be handed in for another.
 * @throws AppError MACHINE_MISMATCH when the key is for one machine and the file names another
 */
export async function retargetFile(
  connection: DuckDBConnection,
  file: Pick<FileToStore, 'machine' | 'machineBound'>,
  staged: StagedFile,
): Promise<StagedFile> {
  const { machine } = file;
  const others = staged.machines.filter((name) => name !== machine);
  const [other] = others;
  if (machine === null || other === undefined) return staged;
  if (file.machineBound)
    throw new AppError(
      'MACHINE_MISMATCH',
      `This key is for the machine "${machine}", but the file names "${other}".`,
      { machine_id: machine, machines: others },
    );
  if (staged.machines.length > 1) return staged;
  for (const { table } of staged.kinds)
    await connection.run(`UPDATE ${quoteName(table)} SET machine = $machine`, { machine });
  const facts = staged.facts[other];
  return {
    ...staged,
    machines: [machine],
    events: staged.events.map((event) => ({ ...event, machine })),
    facts: facts ? { [machine]: facts } : {},
    warnings: [...staged.warnings, `The file names the machine "${other}"; it was stored for "${machine}".`],
  };
}
