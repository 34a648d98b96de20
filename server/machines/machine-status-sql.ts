import { STATUS_LIMITS } from './machine-status.ts';

const within = ({ intervals, seconds }: { intervals: number; seconds: number }): string =>
  `extract(epoch FROM now() - last_seen_at) <= greatest(${intervals} * coalesce(interval_seconds, 0), ${seconds})`;

/** machineStatus as an SQL expression over a row of `machine`. */
export const machineStatusSql = (): string =>
  `CASE WHEN last_seen_at IS NULL THEN 'never' WHEN ${within(STATUS_LIMITS.online)} THEN 'online'
        WHEN ${within(STATUS_LIMITS.late)} THEN 'late' ELSE 'offline' END`;
