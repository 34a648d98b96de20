import { z } from 'zod';
import { addMachine } from '#server/machines/add-machine.ts';
import { listMachines } from '#server/machines/list-machines.ts';
import { showMachine } from '#server/machines/show-machine.ts';
import { router, tenantProcedure } from '../init.ts';

export const machines = router({
  add: tenantProcedure
    .input(z.object({ machine_id: z.string().trim().min(1).max(255) }))
    .mutation(({ ctx, input }) => addMachine(ctx.tenant, input)),
  list: tenantProcedure.query(async ({ ctx }) => (await listMachines(ctx.tenant)).machines),
  show: tenantProcedure
    .input(z.object({ machine: z.string().min(1).max(255) }))
    .query(({ ctx, input }) => showMachine(ctx.tenant, input.machine)),
});
