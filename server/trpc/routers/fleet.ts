import { z } from 'zod';
import { FLEET_RANGES, type FleetRange } from '#server/fleet/fleet-range.ts';
import { readFleetSince } from '#server/fleet/read-fleet-since.ts';
import { router, tenantProcedure } from '../init.ts';

const range = z.enum(Object.keys(FLEET_RANGES) as [FleetRange, ...FleetRange[]]);

export const fleet = router({
  read: tenantProcedure
    .input(z.object({ range, version: z.string().max(64).exactOptional() }))
    .query(({ ctx, input }) => readFleetSince(ctx.tenant, input)),
});
