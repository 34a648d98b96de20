import { Command } from 'commander';
import { SECTION_IDS } from '#server/reports/model/section-ids.ts';
import type { Flags, Place } from './flags.ts';
import { planReport } from './plan-report.ts';
import type { ReportRequest } from './request.ts';

const EPILOGUE = `
Files: CSV of the portal and of the earlier one, collections (.json, .jsonl), files and folders of pcprocess,
output of sadf -d, exports as Parquet; each may be gzip, folders may be packed. NAME=FILE says of which machine
a file is. Of several machines a comparison is made, of several files of one machine one report.

Sections: ${SECTION_IDS.slice(0, 9).join(', ')},
${SECTION_IDS.slice(9).join(', ')}.

Environment: REPORT_CONFIG (as --config), REPORT_OUTPUT_DIR, REPORT_FORMAT (pdf, html or both).
Flags count before the environment, the environment before the configuration.
Exit status: 0 done, 1 failed (the files, the disk), 2 wrong usage (flags, configuration).

Examples:
  perfanalysis report collection.json.gz --pdf report.pdf
  perfanalysis report web=web.csv db=db.csv --html compared.html --timezone Europe/Berlin
  perfanalysis report after.json.gz --compare before.json.gz --pdf change.pdf
  perfanalysis report --collect 60s --pdf now.pdf`;

const listed = (file: string, before: readonly string[] = []): string[] => [...before, file];

/**
 * What the command line asks for.
 * @throws UsageError; CommanderError after help, and after a flag that there is not (it was printed)
 */
export async function parseArguments(argv: readonly string[], place: Place): Promise<ReportRequest> {
  const program = new Command('perfanalysis').description('Performance reports.').exitOverride();
  let asked: { files: string[]; flags: Flags } | undefined;
  program
    .command('report [files...]')
    .description('make a report from files, or from this host; needs no portal and no database')
    .option('--collect <time>', 'sample this host for so long (60s, 10m), then report on it')
    .option('--interval <time>', 'between two samples of --collect, 1s to 60s', '1s')
    .option('--pdf <file>', 'write the report as PDF')
    .option('--html <file>', 'write it as one HTML file')
    .option('--json <file>', 'write its figures as JSON (docs/report.schema.json)')
    .option('--config <file>', 'YAML with any of these choices, and more: see docs/report.md')
    .option('--machine <name>', 'report on this machine only; also names files that name none')
    .option('--counters <meaning>', 'columns of disks and networks in CSVs are: rate or cumulative')
    .option('--title <text>', 'title of the report')
    .option('--customer <text>', 'whom it is for')
    .option('--logo <file>', 'PNG or JPEG for the cover')
    .option('--accent <colour>', 'colour such as #2457d6')
    .option('--sections <names>', 'sections between commas; all unless said')
    .option('--paper <size>', 'paper of the PDF: a4 or letter; a4 unless said')
    .option('--timezone <zone>', 'IANA name of the zone in which times are written; UTC unless said')
    .option('--start <time>', 'from here on: ISO 8601 (UTC unless it has a zone) or Unix seconds')
    .option('--end <time>', 'before here')
    .option('--compare <file>', 'files of an earlier period to compare with; once for each', listed)
    .option('--compare-start <time>', 'the earlier period starts here: in those files, or in the same ones')
    .option('--compare-end <time>', 'and ends before here')
    .addHelpText('after', EPILOGUE)
    .exitOverride()
    .action((files: string[], flags: Flags) => {
      asked = { files, flags };
    });
  await program.parseAsync([...argv], { from: 'user' });
  if (!asked) return program.help({ error: true });
  return planReport(asked, place);
}
