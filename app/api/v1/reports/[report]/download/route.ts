import { parseInput } from '#server/http/parse-input.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { fileResponse } from '#server/reports/file-response.ts';
import { readReportFile } from '#server/reports/read-report-file.ts';
import { downloadQuery } from '../../report-input.ts';

export const dynamic = 'force-dynamic';

/** A finished file, to be kept or, `inline`, to be looked at. */
export const GET = withCaller<{ report: string }>(async (ctx, request, { report }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { format, inline } = parseInput(downloadQuery, query);
  return fileResponse(await readReportFile(ctx, report, format), { inline: inline === '1' });
});
