import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { contextFromSession } from '#server/auth/context-from-session.ts';
import { appRouter } from '#server/trpc/root.ts';

const handler = (request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 10,
    createContext: () => {
      let found: ReturnType<typeof contextFromSession> | undefined;
      const caller = () => {
        found ??= contextFromSession(request.headers);
        return found;
      };
      return { headers: request.headers, caller, method: request.method, url: request.url };
    },
  });

export { handler as GET, handler as POST };
