import { z } from 'zod';
import { FLEET_RANGES, type FleetRange } from '#server/fleet/fleet-range.ts';
import { readFleet } from '#server/fleet/read-fleet.ts';
import { router, tenantProcedure } from '../init.ts';

const range = z.enum(Object.keys(FLEET_RANGES) as [FleetRange, ...FleetRange[]]);

export const fleet = router({
  read: tenantProcedure
    .input(z.object({ range }))
    .query(({ ctx, input }) => readFleet(ctx.tenant, { range: input.range })),
});
