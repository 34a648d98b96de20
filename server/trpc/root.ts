import { router } from './init.ts';
import { invitations } from './routers/invitations.ts';
import { machines } from './routers/machines.ts';
import { metrics } from './routers/metrics.ts';
import { reports } from './routers/reports.ts';

export const appRouter = router({ invitations, machines, metrics, reports });

export type AppRouter = typeof appRouter;
