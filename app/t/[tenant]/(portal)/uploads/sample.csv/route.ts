import { withUser } from '#server/http/with-caller.ts';
import { listMachines } from '#server/machines/list-machines.ts';
import { sampleCsv } from './sample-csv.ts';

/** A small file that can be uploaded as it is: of the last hour, and of a machine that is there. */
export const GET = withUser(async (ctx) => {
  const [machine] = (await listMachines(ctx, { limit: 1 })).machines;
  return new Response(sampleCsv(machine?.machine_id ?? 'server01', Date.now()), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="sample.csv"',
      'Cache-Control': 'no-store',
    },
  });
});
