import { answer } from '#server/http/answer.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { fileResponse } from '#server/reports/file-response.ts';
import { readReportFile } from '#server/reports/read-report-file.ts';
import { openShare } from '#server/reports/sharing/open-share.ts';
import { downloadQuery } from '../../v1/reports/report-input.ts';

export const dynamic = 'force-dynamic';

/** A file of the report that a link opens. The token is what counts: nobody is asked who they are. */
export const GET = (request: Request, { params }: { params: Promise<{ token: string }> }) =>
  answer(request, async () => {
    const { token } = await params;
    const { ctx, reportId } = await openShare({
      host: request.headers.get('host'),
      token,
      address: clientAddress(request.headers),
    });
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { format, inline } = parseInput(downloadQuery, query);
    return fileResponse(await readReportFile(ctx, reportId, format), { inline: inline === '1' });
  });
