import { z } from 'zod';

const badRows = z.object({
  rows_total: z.number().catch(0),
  rows_bad: z.number(),
  by_reason: z.record(z.string(), z.number()).catch({}),
  rows: z
    .array(
      z.object({
        line: z.number().nullable().catch(null),
        column: z.string().nullable().catch(null),
        value: z.unknown().transform((value) => (value === null || value === undefined ? '' : String(value))),
        reason: z.string(),
      }),
    )
    .catch([]),
});
const badHeader = z.object({
  found_columns: z.array(z.string()),
  missing_columns: z.array(z.string()),
  line: z.number().optional().catch(undefined),
});

export type BadRows = z.infer<typeof badRows>;
export type BadHeader = z.infer<typeof badHeader>;

/** The parts of an error's details that are shown as tables. */
export function faultDetails(details: Record<string, unknown>): {
  rows: BadRows | null;
  header: BadHeader | null;
} {
  const rows = badRows.safeParse(details);
  const header = badHeader.safeParse(details);
  return { rows: rows.success ? rows.data : null, header: header.success ? header.data : null };
}
