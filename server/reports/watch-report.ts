import type { Pool } from 'pg';
import { log } from '#server/log.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ReportStage } from './report-view.ts';
import { tellReport } from './tell-report.ts';

const BEAT_MS = 1000;

/** Stands by while a report is made. */
export interface ReportWatch {
  /** Aborts when it was cancelled or deleted. */
  signal: AbortSignal;
  /** Says how far it is; `progress` is a share of 1. */
  note: (stage: ReportStage, progress: number) => void;
  stop: () => Promise<void>;
}

/** Writes each second how far a report is and that somebody works on it, and hears whether it is still wanted. */
export function watchReport(pool: Pool, ctx: TenantContext, reportId: string): ReportWatch {
  const cancelled = new AbortController();
  let stage: ReportStage = 'reading';
  let progress = 0;
  let writing = Promise.resolve();
  const write = async () => {
    const { rowCount } = await pool.query(
      `UPDATE report SET seen_at = now(), stage = $2, progress = $3 WHERE id = $1 AND status = 'running'`,
      [reportId, stage, progress],
    );
    if (rowCount === 0) cancelled.abort();
  };
  const beat = () => {
    writing = writing
      .then(write)
      .catch((error: unknown) => log().warn({ err: error, report: reportId }, 'cannot note progress'));
    return writing;
  };
  const timer = setInterval(beat, BEAT_MS);
  return {
    signal: cancelled.signal,
    note: (nextStage, share) => {
      const isNew = nextStage !== stage;
      [stage, progress] = [nextStage, share];
      if (isNew) void beat().then(() => tellReport(pool, ctx, reportId).catch(() => undefined));
    },
    stop: () => {
      clearInterval(timer);
      return writing;
    },
  };
}
