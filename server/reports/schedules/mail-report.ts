import { canMail, sendMail } from '#server/mail/send-mail.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import type { ReportView } from '../report-view.ts';
import { shareReport } from '../sharing/share-report.ts';

/** As long as somebody on holiday may need. */
const LINK_DAYS = 30;

/**
 * Mails a link to a finished report to everybody who is to have it.
 * @returns what went wrong, as a sentence; null when nothing did, and where there is nobody to mail to
 */
export async function mailReport(
  ctx: TenantContext,
  report: ReportView,
  addresses: readonly string[],
): Promise<string | null> {
  if (addresses.length === 0 || report.status !== 'done') return null;
  if (!canMail()) return 'The report was made, but not mailed: no mail server is set up (SMTP_URL).';
  const { link, expires_at } = await shareReport(ctx, report.id, { days: LINK_DAYS });
  const machines = report.machines.map(({ machine_id }) => machine_id).join(', ');
  // A title is somebody's to choose: no line of it becomes a header.
  const subject = (report.options.title ?? `Performance report: ${machines}`).replace(/\s+/g, ' ');
  const text = [
    `The report on ${machines} is ready:`,
    `${day(report.start)} to ${day(report.end)}`,
    '',
    link,
    '',
    `Who has this link can read it, until ${day(expires_at)}.`,
    `Sent by ${ctx.tenant.name} with PerfAnalysis (${report.made_by ?? 'a schedule'}).`,
    '',
  ].join('\n');
  const missed = [];
  for (const to of addresses) if (!(await sendMail({ to, subject, text }))) missed.push(to);
  return missed.length === 0
    ? null
    : `The report was made, but the mail server did not take mail to ${missed.join(', ')}.`;
}

const day = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
