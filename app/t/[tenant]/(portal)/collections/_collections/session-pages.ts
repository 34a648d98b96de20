/** Which sessions are shown. Empty: all. */
export interface ShownSessions {
  machine?: string;
  q?: string;
  from?: Date;
  to?: Date;
}

/** How the list is asked for, on the server and in the browser: both must name the same query. */
export const sessionPages = (shown: ShownSessions) =>
  [
    { limit: 50, ...shown },
    { getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor },
  ] as const;
