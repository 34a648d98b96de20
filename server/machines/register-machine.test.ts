import { beforeAll, describe, expect, test } from 'vitest';
import { everyMs, makeSnapshots } from '#server/metrics/testing/make-snapshots.ts';
import { tricklingMachine } from '#server/metrics/testing/trickling-machine.ts';
import type { TenantContext } from '#server/tenancy/context.ts';
import { freshTenant } from '#server/testing/fresh-tenant.ts';
import { findMachine } from './find-machine.ts';
import { listMachines } from './list-machines.ts';
import { registerMachine } from './register-machine.ts';
import { trickleStatus } from './trickle-status.ts';

let ctx: TenantContext;
beforeAll(async () => {
  ctx = await freshTenant();
});

test('a machine is registered once and found by name and id', async () => {
  const { created, ...machine } = await registerMachine(ctx, {
    machine_id: 'server01',
    display_name: 'Server 1',
    tags: { room: 'b' },
    hourly_cost: 0.25,
  });
  expect(created).toBe(true);
  expect(machine).toMatchObject({
    machine_id: 'server01',
    display_name: 'Server 1',
    status: 'never',
    last_seen: null,
    cpu_count: null,
    hourly_cost: 0.25,
    tags: { room: 'b' },
  });
  const again = await registerMachine(ctx, { machine_id: 'server01', display_name: 'Other' });
  expect(again).toEqual({ ...machine, created: false });
  expect(await findMachine(ctx, 'server01')).toEqual(machine);
  expect(await findMachine(ctx, machine.id)).toEqual(machine);
  expect(await findMachine(ctx, machine.id.toUpperCase())).toEqual(machine);
  await registerMachine(ctx, { machine_id: 'a machine' });
  expect((await listMachines(ctx)).machines.map(({ machine_id }) => machine_id)).toEqual([
    'a machine',
    'server01',
  ]);

  const other = await freshTenant();
  for (const name of ['server01', machine.id, 'x\0', "'"])
    await expect(findMachine(other, name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await listMachines(other)).toEqual({ machines: [], next_cursor: null });
});

test.each(['', '.', '..', ' x', 'x ', 'a/b', 'a\\b', 'a\nb', 'a\0b', 'x'.repeat(256), '\ud800'])(
  'the name %j is refused',
  async (name) => {
    await expect(registerMachine(ctx, { machine_id: name })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  },
);

test('a reader may not register', async () => {
  const reader = { ...ctx, scopes: new Set(['read'] as const) };
  await expect(registerMachine(reader, { machine_id: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

describe('a machine that trickles', () => {
  test('is online, with its facts and its deliveries', async () => {
    const machine = await tricklingMachine(ctx, 'trickling');
    expect(await trickleStatus(machine.key)).toMatchObject({
      online: false,
      last_seen: null,
      acked_through: null,
    });
    const now = Math.floor(Date.now() / 1000) * 1000;
    const snapshots = makeSnapshots(everyMs(now, 5, 1000), now - 100_000);
    const { timestamp, ms } = snapshots[0]!.records[0]!;
    snapshots[0]!.records.push({
      timestamp,
      ms,
      subsystem: 'host[*]',
      measurement: JSON.stringify({
        hostname: 'tri\u0000ckling.example',
        os_release: 'Debian',
        kernel: '6.1',
        cpu_model: 'Fast',
        cpu_count: 2,
        memory_total_mb: 7812.5,
        interval_seconds: 1,
      }),
    });
    const net = {
      eth0: { physical: true, speed_mbps: 10_000 },
      eth1: { physical: true, speed_mbps: null },
      veth0: { physical: false, speed_mbps: 10_000 },
      'e\u0000': { physical: true, speed_mbps: 10 },
    };
    snapshots[0]!.records.push({
      timestamp,
      ms,
      subsystem: 'sysfs[*]',
      measurement: JSON.stringify({ net }),
    });
    const { session_id } = await machine.send(1, snapshots);
    expect(await findMachine(ctx, machine.id)).toMatchObject({
      status: 'online',
      hostname: 'tri ckling.example',
      os: 'Debian',
      kernel: '6.1',
      cpu_model: 'Fast',
      cpu_count: 2,
      memory_total_mb: 7812.5,
      link_speeds: { eth0: 10_000 },
      interval_seconds: 1,
    });
    const status = {
      machine_id: 'trickling',
      online: true,
      interval_seconds: 1,
      session_id,
      acked_through: 5,
      samples_today: 5,
    };
    expect(await trickleStatus(machine.key)).toMatchObject(status);
    expect(await trickleStatus(ctx, machine.id)).toMatchObject(status);
  });

  test('whose agent records no host[*] tells what /proc/cpuinfo and /proc/meminfo say', async () => {
    const machine = await tricklingMachine(ctx, 'earlier');
    const now = Math.floor(Date.now() / 1000) * 1000;
    const snapshots = makeSnapshots(everyMs(now, 2, 1000), now - 100_000);
    const { timestamp, ms } = snapshots[0]!.records[0]!;
    const measurement = 'processor : 0\nmodel name : Fast\n\nprocessor : 1\nmodel name : Fast\n';
    snapshots[0]!.records.push({ timestamp, ms, subsystem: '/proc/cpuinfo', measurement });
    await machine.send(1, snapshots);
    expect(await findMachine(ctx, machine.id)).toMatchObject({
      cpu_model: 'Fast',
      cpu_count: 2,
      memory_total_mb: 7812.5,
      link_speeds: null,
      hostname: null,
    });
  });

  test('is not shown to keys of other machines or tenants', async () => {
    const machine = await findMachine(ctx, 'trickling');
    await expect(trickleStatus(await freshTenant(), machine.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(trickleStatus(ctx)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const own = await tricklingMachine(ctx, 'another');
    expect(await trickleStatus(own.key, machine.id)).toMatchObject({ machine_id: 'another' });
  });
});
