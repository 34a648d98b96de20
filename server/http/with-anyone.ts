import { answer } from './answer.ts';

/** A route that is open to everybody: sign-in, what is installed on servers, the API's own description. */
export const withAnyone =
  <Params = object>(handler: (request: Request, params: Params) => Promise<Response>) =>
  (request: Request, { params }: { params: Promise<Params> }): Promise<Response> =>
    answer(request, async () => handler(request, await params));
