import { REPORT_POLICY } from '#server/http/content-security-policy.ts';
import type { ReportFile } from './read-report-file.ts';

const TYPES = { pdf: 'application/pdf', html: 'text/html; charset=utf-8' } as const;

/** A report's file as an answer: to be kept, or shown in place. */
export const fileResponse = ({ filename, format, bytes }: ReportFile, { inline }: { inline: boolean }) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename="${filename}"`,
      'Content-Security-Policy': REPORT_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'private, no-store',
    },
  });
