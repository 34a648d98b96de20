import { router } from './init.ts';
import { apiKeys } from './routers/api-keys.ts';
import { audit } from './routers/audit.ts';
import { collections } from './routers/collections.ts';
import { fleet } from './routers/fleet.ts';
import { invitations } from './routers/invitations.ts';
import { machines } from './routers/machines.ts';
import { members } from './routers/members.ts';
import { metrics } from './routers/metrics.ts';
import { preferences } from './routers/preferences.ts';
import { reportSchedules } from './routers/report-schedules.ts';
import { reports } from './routers/reports.ts';
import { secondFactor } from './routers/second-factor.ts';
import { sessions } from './routers/sessions.ts';
import { settings } from './routers/settings.ts';
import { signUps } from './routers/sign-up.ts';
import { uploads } from './routers/uploads.ts';

export const appRouter = router({
  apiKeys,
  audit,
  collections,
  fleet,
  invitations,
  machines,
  members,
  metrics,
  preferences,
  reportSchedules,
  reports,
  secondFactor,
  sessions,
  settings,
  signUps,
  uploads,
});

export type AppRouter = typeof appRouter;
