import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/trpc/root.ts';

type Outputs = inferRouterOutputs<AppRouter>;

/** What the procedures answer, as the pages see it. */
export type MachineView = Outputs['machines']['list'][number];
export type FleetView = NonNullable<Outputs['fleet']['read']>;
export type FleetMachine = FleetView['machines'][number];
export type MachineDetails = Outputs['machines']['show'];
export type ReportView = Outputs['reports']['show'];
export type ScheduleView = Outputs['reportSchedules']['list'][number];
export type UploadView = Outputs['uploads']['show'];
export type ListedUpload = Outputs['uploads']['list']['uploads'][number];
