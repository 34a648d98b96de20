import { router } from './init.ts';
import { invitations } from './routers/invitations.ts';
import { machines } from './routers/machines.ts';
import { metrics } from './routers/metrics.ts';
import { reports } from './routers/reports.ts';
import { uploads } from './routers/uploads.ts';

export const appRouter = router({ invitations, machines, metrics, reports, uploads });

export type AppRouter = typeof appRouter;
