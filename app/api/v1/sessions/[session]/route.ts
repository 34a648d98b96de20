import { deleteSession } from '#server/collection-sessions/delete-session.ts';
import { findSession } from '#server/collection-sessions/find-session.ts';
import { sessionChanges } from '#server/collection-sessions/session-changes.ts';
import { updateSession } from '#server/collection-sessions/update-session.ts';
import { parseInput } from '#server/http/parse-input.ts';
import { readJson } from '#server/http/read-body.ts';
import { json } from '#server/http/to-response.ts';
import { withCaller } from '#server/http/with-caller.ts';
import { BODY_LIMITS, sessionRemoval } from '../session-input.ts';

export const dynamic = 'force-dynamic';

/** A collection session. */
export const GET = withCaller<{ session: string }>(async (ctx, _request, { session }) =>
  json(await findSession(ctx, session)),
);

/** Names it or writes a note to it; the answer is the session. */
export const PATCH = withCaller<{ session: string }>(async (ctx, request, { session }) => {
  const { value } = await readJson(request, BODY_LIMITS);
  return json(await updateSession(ctx, session, parseInput(sessionChanges, value)));
});

/** Removes it; with `?samples=true&confirm=<machine_id>` all samples of its time too. */
export const DELETE = withCaller<{ session: string }>(async (ctx, request, { session }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { samples, confirm } = parseInput(sessionRemoval, query);
  await deleteSession(ctx, session, {
    samples: samples === 'true',
    ...(confirm !== undefined && { confirm }),
  });
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
});
