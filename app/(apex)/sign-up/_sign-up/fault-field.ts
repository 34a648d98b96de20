import { z } from 'zod';

const shape = z.object({ data: z.object({ details: z.object({ field: z.string() }) }) });

/** The field that an error of the sign-up is about; null when it is about none. */
export const faultField = (error: unknown): string | null =>
  shape.safeParse(error).data?.data.details.field ?? null;
