import type { ReportView } from '#app/_trpc/outputs.ts';

/** Which reports are shown. Empty: all. */
export interface ShownReports {
  machine?: string;
  q?: string;
  status?: ReportView['status'];
}

/** How the list is asked for, on the server and in the browser: both must name the same query. */
export const reportPages = (shown: ShownReports) =>
  [
    { limit: 50, ...shown },
    { getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor },
  ] as const;
