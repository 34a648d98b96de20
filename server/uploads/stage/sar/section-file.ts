import type { CsvHead } from '../csv/read-head.ts';
import type { TextFile } from '../text/text-file.ts';
import type { ReportStage, UploadSource } from '../types.ts';

/** One table of one file that is to become samples. */
export interface SectionFile {
  file: TextFile;
  head: CsvHead;
  source: UploadSource;
  /** Of whom all rows are. */
  machine: string;
  /** The table to fill. */
  into: string;
  report: ReportStage;
}
