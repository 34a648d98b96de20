import { withCaller } from '#server/http/with-caller.ts';
import { revokeShare } from '#server/reports/sharing/revoke-share.ts';

export const dynamic = 'force-dynamic';

/** Ends a link at once. */
export const DELETE = withCaller<{ report: string; share: string }>(
  async (ctx, _request, { report, share }) => {
    await revokeShare(ctx, report, share);
    return new Response(null, { status: 204 });
  },
);
