/** How the history is asked for, on the server and in the browser: both must name the same query. */
export const historyPages = [
  { limit: 20 },
  {
    getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor,
  },
] as const;
