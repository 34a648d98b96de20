import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctl } from './command.ts';
import { CtlError } from './ctl-error.ts';
import type { ReportAnswer } from './report-answer.ts';

const POLL_MS = 1000;

/** Waits until a report is done. Throws CtlError when it has failed. */
export async function waitForReport({ client, signal }: Ctl, id: string): Promise<ReportAnswer> {
  for (;;) {
    const report = await client.call<ReportAnswer>('GET', `/api/v1/reports/${encodeURIComponent(id)}`);
    if (report.status === 'done') return report;
    if (report.status === 'failed')
      throw new CtlError(`report ${id} has failed: ${report.error ?? 'the portal says no more'}`);
    await sleep(POLL_MS, undefined, { signal });
  }
}
