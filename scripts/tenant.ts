// npm run tenant -- create|list|settings|suspend|resume|export|delete|keep: tenants, for the operator of the portal.
import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError } from 'commander';
import { migrateControl } from '#server/db/migrate.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { emailAddress } from '#server/members/create-member.ts';
import { inviteMember } from '#server/members/invite-member.ts';
import { changeTenantSettings } from '#server/tenancy/change-tenant-settings.ts';
import { deleteTenant } from '#server/tenancy/delete-tenant.ts';
import { keepTenant } from '#server/tenancy/deletion/keep-tenant.ts';
import { scheduleDeletion } from '#server/tenancy/deletion/schedule-deletion.ts';
import { findTenant } from '#server/tenancy/find-tenant.ts';
import { listTenants } from '#server/tenancy/list-tenants.ts';
import { provisionTenant } from '#server/tenancy/provision-tenant.ts';
import { suspendTenant } from '#server/tenancy/suspend-tenant.ts';
import type { TenantSettings } from '#server/tenancy/tenant-settings.ts';
import { tenantUrl } from '#server/tenancy/tenant-url.ts';
import { runCommand } from './run-command.ts';
import { exportTenantTo } from './tenant/export-tenant-to.ts';

const program = new Command('npm run tenant --').description('Tenants of this portal.');

/** Every command finds the database up to date. */
const run =
  <Args extends unknown[]>(work: (...args: Args) => Promise<void>) =>
  (...args: Args) =>
    runCommand(async () => {
      await migrateControl();
      await work(...args);
    });

program
  .command('create <slug>')
  .description('make a tenant and an invitation for its owner')
  .requiredOption('--owner <e-mail>', "the owner's e-mail")
  .option('--name <name>', 'name to show; default: the slug')
  .action(
    run(async (slug: string, options: { owner: string; name?: string }) => {
      // Checked first: a tenant that nobody can enter should not be left behind.
      if (!emailAddress.safeParse(options.owner).success)
        throw new AppError('INVALID_INPUT', `"${options.owner}" is not an e-mail address.`);
      const tenant = await provisionTenant({ slug, name: options.name ?? slug });
      const { link, expiresAt } = await inviteMember(tenant, { email: options.owner, role: 'owner' });
      console.log(`Tenant "${tenant.slug}" is ready at ${tenantUrl(tenant.slug, env().PUBLIC_URL)}`);
      console.log(`Invitation for ${options.owner}, good once, until ${expiresAt.toISOString()}:\n  ${link}`);
    }),
  );

program
  .command('list')
  .description('all tenants with their state and owners')
  .option('--json', 'as JSON')
  .action(
    run(async (options: { json?: boolean }) => {
      const tenants = await listTenants();
      if (options.json) return console.log(JSON.stringify(tenants, null, 2));
      if (tenants.length === 0)
        return console.log('No tenants yet: npm run tenant -- create acme --owner a@b.example');
      for (const { slug, status, owners, createdAt, deleteAfter } of tenants)
        console.log(
          [
            slug.padEnd(24),
            (deleteAfter ? `goes ${deleteAfter.toISOString().slice(0, 10)}` : status).padEnd(15),
            createdAt.toISOString(),
            owners.join(', '),
          ].join('  '),
        );
    }),
  );

program
  .command('settings <slug>')
  .description('show or change how old samples may be, how long they are kept, and who registers machines')
  .option('--accepted-age-days <days>', 'refuse samples older than this', days)
  .option('--raw-days <days>', 'keep samples so long; 0: for ever', days)
  .option('--rollup-days <days>', 'keep hourly rollups so long; 0: for ever', days)
  .option(
    '--auto-register <on|off>',
    'register machines that a file or an agent names for the first time',
    onOff,
  )
  .action(
    run(async (slug: string, options: Partial<TenantSettings>) => {
      const settings = await changeTenantSettings(slug, options);
      const kept = (count: number) => (count === 0 ? 'for ever' : `${count} days`);
      console.log(`Samples are accepted up to ${settings.acceptedAgeDays} days old.`);
      console.log(`Samples are kept ${kept(settings.rawDays)}, hourly rollups ${kept(settings.rollupDays)}.`);
      console.log(`Unknown machines are ${settings.autoRegister ? 'registered' : 'refused'}.`);
    }),
  );

program
  .command('suspend <slug>')
  .description('nobody signs in, keys are refused, data stays')
  .action(
    run((slug: string) => suspendTenant(slug, true).then(() => console.log(`"${slug}" is suspended.`))),
  );

program
  .command('resume <slug>')
  .description('end a suspension')
  .action(run((slug: string) => suspendTenant(slug, false).then(() => console.log(`"${slug}" is active.`))));

program
  .command('export <slug> <file>')
  .description('write everything a tenant has into a new zip file')
  .action(
    run(async (slug: string, file: string) => {
      const bytes = await exportTenantTo(await findTenant(slug), file);
      console.log(`"${slug}" is in ${file}: ${bytes} bytes.`);
    }),
  );

program
  .command('delete <slug>')
  .description('close a tenant, and delete all its data when DELETE_GRACE_DAYS are over; asks for its name')
  .option('--now', 'delete at once; there is no way back')
  .option('--confirm <slug>', 'the name, where nobody can be asked')
  .action(
    run(async (slug: string, options: { now?: true; confirm?: string }) => {
      await findTenant(slug);
      const when = options.now ? 'at once' : `in ${env().DELETE_GRACE_DAYS} days`;
      const question = `This deletes all data of "${slug}" ${when}. Type its name: `;
      if ((options.confirm ?? (await ask(question))) !== slug)
        throw new AppError('INVALID_INPUT', 'The name does not match. Nothing was deleted.');
      if (options.now) {
        await deleteTenant(slug);
        return console.log(`"${slug}" is deleted.`);
      }
      const after = await scheduleDeletion(slug);
      console.log(`"${slug}" is closed, and deleted after ${after.toISOString()}.`);
      console.log(`Until then its owners may take it back, or you: npm run tenant -- keep ${slug}`);
    }),
  );

program
  .command('keep <slug>')
  .description('take back a deletion that waits for its day')
  .action(run((slug: string) => keepTenant(slug).then(() => console.log(`"${slug}" is active.`))));

function days(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Give a whole number of days.');
  return Number(text);
}

function onOff(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('Give "on" or "off".');
  return text === 'on';
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // End of input without an answer is "no", not a hang.
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(question), ended]);
  terminal.close();
  return answer.trim();
}

await program.parseAsync();
