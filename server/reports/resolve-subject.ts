import { findSession } from '#server/collection-sessions/find-session.ts';
import { AppError } from '#server/errors.ts';
import { findMachine } from '#server/machines/find-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { checkReportRange } from './check-report-range.ts';

const MOST_MACHINES = 6;

/** What a report is about. */
export interface ReportSubject {
  /** Internal ids, in the order they were named. */
  machineIds: string[];
  start: Date;
  end: Date;
  compareWith: { start: Date; end: Date } | null;
}

interface Asked {
  machines?: readonly string[];
  start?: Date;
  end?: Date;
  sessionId?: string;
  compareWith?: { start: Date; end: Date } | 'previous' | null;
}

/**
 * Finds the machines and times that were asked for, and refuses what is too much.
 * @throws AppError NOT_FOUND, INVALID_INPUT, REPORT_TOO_LARGE
 */
export async function resolveSubject(ctx: TenantContext, asked: Asked): Promise<ReportSubject> {
  const session = asked.sessionId === undefined ? null : await findSession(ctx, asked.sessionId);
  const names = [...new Set(asked.machines?.length ? asked.machines : session ? [session.machine_id] : [])];
  if (names.length === 0 || names.length > MOST_MACHINES)
    throw new AppError('INVALID_INPUT', `A report has from 1 to ${MOST_MACHINES} machines.`, {
      machines: names.length,
    });
  const start = asked.start ?? (session && new Date(session.started_at));
  // The end is excluded; the last sample of a session is in it.
  const end = asked.end ?? (session && new Date(new Date(session.ended_at).getTime() + 1));
  if (!start || !end) throw new AppError('INVALID_INPUT', 'Say which time: `start` and `end`, or a session.');
  const span = end.getTime() - start.getTime();
  const compareWith =
    asked.compareWith === 'previous'
      ? { start: new Date(start.getTime() - span), end: start }
      : (asked.compareWith ?? null);
  // The range first: what is no time is told before a machine is looked for.
  checkReportRange({ intervals: [], start, end, compareWith });
  const machines = [];
  for (const name of names) machines.push(await findMachine(ctx, name));
  const intervals = machines.map((machine) => machine.interval_seconds);
  checkReportRange({ intervals, start, end, compareWith });
  return { machineIds: [...new Set(machines.map(({ id }) => id))], start, end, compareWith };
}
