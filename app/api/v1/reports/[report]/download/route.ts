import { withCaller } from '#server/http/with-caller.ts';
import { readReportFile } from '#server/reports/read-report-file.ts';

export const dynamic = 'force-dynamic';

/** The finished PDF. */
export const GET = withCaller<{ report: string }>(async (ctx, _request, { report }) => {
  const { filename, bytes } = await readReportFile(ctx, report);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'private, no-store',
    },
  });
});
