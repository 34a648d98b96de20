import { notModified } from './not-modified.ts';
import { requestId } from './request-id.ts';
import { inRequest } from './request-scope.ts';
import { toResponse } from './to-response.ts';

/**
 * Answers an API request: under its id, with faults mapped, and without a body that the caller has already.
 * @param handle gets the headers that go on any answer, a fault's too
 */
export const answer = (
  request: Request,
  handle: (headers: Headers) => Promise<Response>,
): Promise<Response> => {
  // scripts/portal.ts makes this header trustworthy at the door.
  const id = requestId(request.headers.get('x-request-id'));
  return inRequest(id, async () => {
    const headers = new Headers({ 'X-Request-Id': id });
    const response = await handle(headers).then(
      (made) => notModified(request, made),
      (error: unknown) => toResponse(error),
    );
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  });
};
