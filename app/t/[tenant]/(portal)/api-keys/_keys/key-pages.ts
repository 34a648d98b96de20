/** How the keys are asked for, on the server and in the browser: both must name the same query. */
export const keyPages = [
  { limit: 50 },
  { getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor },
] as const;
