import { z } from 'zod';
import { formFields } from '#server/uploads/form-fields.ts';

/** Bytes of a file. They are streamed, so their own check is in the reading. */
export const fileContent = z.string().meta({ format: 'binary' });

const { machine_id: machineId, tenant_id: tenantId, counters } = formFields.shape;

/** A form with a file, and what it may say of it. */
export const fileForm = z.object({
  file: fileContent,
  machine_id: machineId.unwrap().optional().meta({
    description: 'The machine’s name, where the file has no column of it.',
  }),
  counters: counters.unwrap().optional().meta({ description: 'How byte and operation columns are meant.' }),
  tenant_id: tenantId.unwrap().optional().meta({ description: 'Must be this portal’s; better left out.' }),
});
