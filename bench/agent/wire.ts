import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleCurrent } from './bundle-current.ts';
import type { Figure, Findings } from './figure.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { median } from './median.ts';
import { type Delivery, openReceiver } from './open-receiver.ts';
import { pccFlags } from './pcc-flags.ts';
import { type Program, startProgram } from './start-program.ts';
import { type HostShape, syntheticProc } from './synthetic-proc.ts';
import { writeTree } from './write-tree.ts';

const BATCH = 15;
/** The first delivery has the facts of the host and one snapshot; then two whole ones are waited for. */
const BATCHES = 2;
const PATIENCE_SECONDS = BATCH * (BATCHES + 2);

const HOSTS: readonly { name: string; shape: HostShape; bar?: number }[] = [
  { name: 'a synthetic host of 2 CPUs', shape: { cpus: 2, disks: 1, nics: 2, seed: 2 }, bar: 350 },
  { name: 'a synthetic host of 64 CPUs', shape: { cpus: 64, disks: 20, nics: 10, seed: 3 }, bar: 1200 },
];

/**
 * Compressed bytes of a delivery's body per snapshot, in batches of 15: pcc itself, on this host and on synthetic
 * ones that live a second per second, posting to a receiver.
 */
export async function wire(): Promise<Findings> {
  return inTemporaryFolder(async (folder) => {
    const bundle = join(await bundleCurrent(join(folder, 'build')), 'pcc.mjs');
    const receiver = await openReceiver();
    const start = (key: string, flags: readonly string[]): Program & { check(): void } =>
      startProgram(
        process.execPath,
        [
          bundle,
          ...pccFlags(join(folder, key)),
          ...['--mode', 'trickle', '--server', receiver.url, '--batch', `${BATCH}s`, ...flags],
        ],
        { PCC_APIKEY: key },
      );
    const trees = HOSTS.map(({ shape }, index) => ({
      next: syntheticProc(shape),
      root: join(folder, `host-${index}`),
    }));
    const live = (): void => {
      for (const { next, root } of trees) writeTree(join(root, 'proc'), next());
    };
    live();
    // Half a second off the ticks of pcc, so that it reads whole files.
    await sleep(1500 - (Date.now() % 1000));
    const living = setInterval(live, 1000);
    const running = [
      start('this', []),
      ...trees.map(({ root }, index) => {
        mkdirSync(join(root, 'sys'));
        return start(`host-${index}`, ['--proc-root', join(root, 'proc'), '--sys-root', join(root, 'sys')]);
      }),
    ];
    try {
      await waitFor(() => {
        for (const { check } of running) check();
        return (
          running.length === receiver.deliveries.size && [...receiver.deliveries.values()].every(isEnough)
        );
      });
    } finally {
      clearInterval(living);
      await Promise.all(running.map(({ stop }) => stop()));
      await receiver.close();
    }
    const cpus = availableParallelism();
    const figure = (key: string, name: string, bar?: number): Figure => ({
      what: `body per snapshot, ${name}`,
      value: median(whole(receiver.deliveries.get(key) ?? []).map((each) => each.bytes / each.snapshots)),
      unit: 'bytes',
      ...(bar !== undefined && { bar: { sense: 'at most', value: bar } }),
    });
    return {
      figures: [
        figure('this', `this host of ${cpus} CPUs`, cpus <= 2 ? 350 : undefined),
        ...HOSTS.map(({ name, bar }, index) => figure(`host-${index}`, name, bar)),
      ],
      missing: [],
    };
  });
}

/** Deliveries of a whole batch; one more or less is a tick that came while it was packed. */
const whole = (deliveries: readonly Delivery[]): Delivery[] =>
  deliveries.slice(1).filter(({ snapshots }) => snapshots >= BATCH - 1 && snapshots <= BATCH + 1);

const isEnough = (deliveries: readonly Delivery[]): boolean => whole(deliveries).length >= BATCHES;

async function waitFor(isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_SECONDS * 1000;
  while (!isDone()) {
    if (performance.now() > deadline)
      throw new Error(`pcc has not delivered ${BATCHES} whole batches within ${PATIENCE_SECONDS} s`);
    await sleep(200);
  }
}
