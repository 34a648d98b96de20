import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '#server/trpc/root.ts';

const handler = (request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 10,
    createContext: () => ({ headers: request.headers, method: request.method, url: request.url }),
  });

export { handler as GET, handler as POST };
