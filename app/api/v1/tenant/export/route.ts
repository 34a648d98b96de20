import { withCaller } from '#server/http/with-caller.ts';
import { exportTenant } from '#server/tenant-export/export-tenant.ts';

export const dynamic = 'force-dynamic';

/** Everything the portal has, as one zip. */
export const GET = withCaller(async (ctx) => {
  const { stream, filename } = await exportTenant(ctx);
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
});
