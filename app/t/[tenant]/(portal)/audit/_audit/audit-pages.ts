import type { AuditFilter } from '#server/audit/audit-filter.ts';

/** How the trail is asked for, on the server and in the browser: both must name the same query. */
export const auditPages = (filter: AuditFilter) =>
  [
    { limit: 50, ...filter },
    { getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor },
  ] as const;
