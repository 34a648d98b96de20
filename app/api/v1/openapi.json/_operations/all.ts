import type { Operation } from '#server/openapi/operation.ts';
import { apiKeyOperations } from './api-keys.ts';
import { deliveryOperations } from './deliveries.ts';
import { installationOperations } from './installation.ts';
import { machineOperations } from './machines.ts';
import { metricOperations } from './metrics.ts';
import { portalOperations } from './portal.ts';
import { reportScheduleOperations } from './report-schedules.ts';
import { reportOperations } from './reports.ts';
import { sessionOperations } from './sessions.ts';
import { tokenOperations } from './tokens.ts';
import { uploadOperations } from './uploads.ts';

/** Every call under /api/v1. A test sees that no route is missing here. */
export const OPERATIONS: readonly Operation[] = [
  ...machineOperations,
  ...metricOperations,
  ...sessionOperations,
  ...deliveryOperations,
  ...uploadOperations,
  ...reportOperations,
  ...reportScheduleOperations,
  ...apiKeyOperations,
  ...tokenOperations,
  ...portalOperations,
  ...installationOperations,
];
