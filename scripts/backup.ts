// npm run backup: the whole portal, or one tenant, into one file, while everything runs.
import { Command } from 'commander';
import { writeBackup } from '#server/backup/write-backup.ts';
import { runCommand } from './run-command.ts';

const name = `perfanalysis-${new Date().toISOString().slice(0, 16).replace(':', '')}.zip`;
const program = new Command('npm run backup --')
  .description('Writes everything that is in the database as of now into one file. Keep APP_SECRET with it.')
  .argument('[file]', 'where to', name)
  .option('--tenant <slug>', 'one tenant only')
  .parse();
const { tenant } = program.opts<{ tenant?: string }>();
const [file = name] = program.args;

await runCommand(async () => {
  const began = Date.now();
  const { control, tenants } = await writeBackup(file, {
    ...(tenant !== undefined && { only: tenant }),
    onPart: (part) => console.error(`${part} …`),
  });
  const tables = [control, ...tenants].flatMap((part) => part.tables);
  const sum = (of: (table: (typeof tables)[number]) => number) =>
    tables.reduce((total, table) => total + of(table), 0);
  console.log(
    `${file}: ${tenants.length} tenants, ${sum(({ rows }) => rows)} rows, ${(sum(({ bytes }) => bytes) / 2 ** 20).toFixed(1)} MB read in ${((Date.now() - began) / 1000).toFixed(1)} s`,
  );
});
