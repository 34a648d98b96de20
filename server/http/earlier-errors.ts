type Route<Segment> = (request: Request, segment: Segment) => Promise<Response>;

/** What toResponse answers. */
interface Fault {
  message: string;
  request_id: string;
}

/**
 * A route as agents of the earlier system know it: a fault is `{"error":"…"}`, under the same status. Callers that may
 * be of either system (`both`) get the fault in today's form with `error` beside it.
 */
export const earlierErrors =
  <Segment>(route: Route<Segment>, { both = false } = {}): Route<Segment> =>
  async (request, segment) => {
    const response = await route(request, segment);
    if (response.ok) return response;
    const fault: Fault = await response.json();
    // A fault of ours is asked after by its id, which has no other place here.
    const error = response.status < 500 ? fault.message : `${fault.message} (request ${fault.request_id})`;
    const { status, headers } = response;
    return Response.json(both ? { error, ...fault } : { error }, { status, headers });
  };
