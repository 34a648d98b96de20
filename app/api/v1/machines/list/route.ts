import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { listMachines } from '#server/machines/list-machines.ts';
import { listQuery } from '../machine-input.ts';

export const dynamic = 'force-dynamic';

/** Machines by name, a page at a time. */
export const GET = withCaller(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const given = [...searchParams].filter(([, value]) => value !== '');
  const repeated = given.filter(([name]) => name === 'tag').map(([, value]) => value);
  const { tag, ...filter } = parseInput(listQuery, { ...Object.fromEntries(given), tag: repeated });
  return json(await listMachines(ctx, { ...filter, tags: tag }));
});
