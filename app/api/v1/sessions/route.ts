import { listSessions } from '#server/collection-sessions/list-sessions.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { sessionQuery } from './session-input.ts';

export const dynamic = 'force-dynamic';

/** Collection sessions, newest first; of one machine or of a time when told. */
export const GET = withCaller(async (ctx, request) => {
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== '');
  const { machine_id, from, to, q, ...page } = parseInput(sessionQuery, Object.fromEntries(given));
  const filter = {
    ...(machine_id !== undefined && { machine: machine_id }),
    ...(from && { from }),
    ...(to && { to }),
    ...(q !== undefined && { q }),
  };
  return json(await listSessions(ctx, filter, page));
});
