// Stores a file in a process of its own, which can be killed: node store-in-process.ts <context as JSON> <file>.
import { readFileSync } from 'node:fs';
import { closeControl } from '#server/db/close-control.ts';
import { closeAllTenantDbs } from '#server/db/tenant-db.ts';
import { SCOPES } from '#server/tenancy/context.ts';
import { handIn } from './hand-in.ts';

const [tenant = '', file = ''] = process.argv.slice(2);
const ctx = {
  tenant: JSON.parse(tenant),
  actor: { kind: 'job', id: 'drill' } as const,
  scopes: new Set(SCOPES),
};
const result = await handIn(ctx, readFileSync(file), {
  report: (status, progress) => process.send?.({ status, progress }),
});
process.send?.({ status: 'done', result });
await closeAllTenantDbs();
await closeControl();
