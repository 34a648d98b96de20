import type { Command } from '../command.ts';
import { CtlError, EXIT } from '../ctl-error.ts';
import { describeFailure, describeStored } from '../upload/describe-upload.ts';
import { openProgress } from '../upload/open-progress.ts';
import { uploadFile } from '../upload/upload-file.ts';

const QUIET = { write: () => true };

/** Sends files one after the other. One that is refused does not keep back the others; no portal or no right does. */
export const upload: Command = {
  name: 'upload',
  params: ['FILE…'],
  summary: 'Send files of samples (CSV, collection; gzip too); goes on where an earlier run stopped',
  options: ['machine', 'counters'],
  async run(ctl, ...paths) {
    const { flags, answer, note, signal } = ctl;
    const uploads: unknown[] = [];
    const failures: CtlError[] = [];
    try {
      for (const path of paths) {
        const progress = openProgress(path, flags.json ? QUIET : process.stderr);
        try {
          const stored = await uploadFile(ctl, path, progress);
          progress.clear();
          uploads.push({ file: path, status: 'done', ...stored });
          if (!flags.json) answer(stored, describeStored(path, stored));
        } catch (error) {
          progress.clear();
          if (signal.aborted) note('the same command goes on where this one stopped');
          if (!(error instanceof CtlError) || signal.aborted) throw error;
          const { errorCode, message, details, exitCode } = error;
          uploads.push({ file: path, status: 'failed', error_code: errorCode || null, message, details });
          failures.push(error);
          if (paths.length > 1) note(describeFailure(path, error));
          if (exitCode !== EXIT.failed) break;
        }
      }
    } finally {
      if (flags.json) answer({ uploads }, '');
    }
    const [first] = failures;
    if (first)
      throw summary(
        first,
        paths,
        flags.json ? first.message : describeFailure(paths[0] ?? '', first),
        uploads.length - failures.length,
      );
  },
};

/** What pcctl ends with: the failure of the only file in full, of several how many there were. */
function summary(first: CtlError, paths: readonly string[], words: string, stored: number): CtlError {
  const { exitCode, errorCode, details } = first;
  const text = paths.length > 1 ? `${paths.length - stored} of ${paths.length} files were not stored` : words;
  return new CtlError(text, exitCode, errorCode, { details, cause: first });
}
