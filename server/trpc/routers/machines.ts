import { z } from 'zod';
import { addMachine } from '#server/machines/add-machine.ts';
import { deleteMachine } from '#server/machines/delete-machine.ts';
import { listMachines } from '#server/machines/list-machines.ts';
import { machineChanges } from '#server/machines/machine-changes.ts';
import { mergeMachines } from '#server/machines/merge-machines.ts';
import { showMachine } from '#server/machines/show-machine.ts';
import { updateMachine } from '#server/machines/update-machine.ts';
import { router, tenantProcedure } from '../init.ts';

const machine = z.string().min(1).max(255);

export const machines = router({
  add: tenantProcedure
    .input(z.object({ machine_id: z.string().trim().min(1).max(255) }))
    .mutation(({ ctx, input }) => addMachine(ctx.tenant, input)),
  list: tenantProcedure.query(async ({ ctx }) => (await listMachines(ctx.tenant)).machines),
  show: tenantProcedure
    .input(z.object({ machine }))
    .query(({ ctx, input }) => showMachine(ctx.tenant, input.machine)),
  update: tenantProcedure
    .input(z.object({ machine, changes: machineChanges }))
    .mutation(({ ctx, input }) => updateMachine(ctx.tenant, input.machine, input.changes)),
  merge: tenantProcedure
    .input(z.object({ from: machine, into: machine, confirm: z.string().max(255) }))
    .mutation(({ ctx, input }) => mergeMachines(ctx.tenant, input)),
  delete: tenantProcedure
    .input(z.object({ machine, confirm: z.string().max(255) }))
    .mutation(({ ctx, input }) => deleteMachine(ctx.tenant, input.machine, input.confirm)),
});
