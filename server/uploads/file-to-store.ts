import type { KeptFile } from './keep-result.ts';
import type { UploadStatus } from './types.ts';

/** Tells how far a file is: 0 to 1 over all phases. */
export type ReportProgress = (
  status: Extract<UploadStatus, 'reading' | 'checking' | 'storing'>,
  progress: number,
) => void;

/** A file that was received, in a scratch folder of its own. */
export interface FileToStore extends KeptFile {
  path: string;
  folder: string;
  report: ReportProgress;
}
