import type { DuckDBConnection } from '@duckdb/node-api';
import { metricsOf } from '#agent/contract/metrics.ts';
import { KINDS, type Kind, type SampleEvent } from '#agent/contract/sample.ts';
import type { Snapshot } from '#agent/procfs/snapshot.ts';
import { quoteName } from '#server/metrics/duckdb/quote-name.ts';
import { loadBatches, type NumberedColumns } from '#server/metrics/samples/load-batches.ts';
import { machineFacts } from '#server/metrics/trickle/machine-facts.ts';
import { rateDelivery } from '#server/metrics/trickle/rate-delivery.ts';
import { splitByHour } from '#server/metrics/trickle/split-by-hour.ts';
import type { HostFacts, StagedKind } from '../types.ts';

/** Times before a part from which the interval is estimated as well, so that a short last part can tell a gap. */
const TIMES_KEPT = 30;

/** Each append ends with a commit of 2 ms, in which nothing else runs; this many rows take about as long again. */
const ROWS_AT_ONCE = 1000;

const tableOf = (kind: Kind): string => `collection_${kind}`;

export interface SampleTables {
  /** Rates snapshots, which follow those of the call before, and appends their samples. */
  add(snapshots: readonly Snapshot[]): Promise<void>;
  readonly events: readonly SampleEvent[];
  /** What the collection says of its host so far. */
  host(): HostFacts | undefined;
  /** The tables of the kinds that have samples, all of them of `machine`. */
  finish(machine: string): Promise<StagedKind[]>;
}

/** Makes an empty table for each kind, to be filled with the samples of one collection. */
export async function openSampleTables(connection: DuckDBConnection): Promise<SampleTables> {
  const rows = new Map<Kind, number>();
  const events: SampleEvent[] = [];
  let before: { previous: Snapshot | null; intervalSeconds: number | null; firstSeq: number } = {
    previous: null,
    intervalSeconds: null,
    firstSeq: 1,
  };
  let times: number[] = [];
  const ids = (kind: Kind) => metricsOf(kind).map(({ id }) => id);
  for (const kind of KINDS) {
    const columns = ids(kind).map((id) => `, ${quoteName(id)} DOUBLE`);
    await connection.run(
      `CREATE OR REPLACE TABLE ${tableOf(kind)} (time BIGINT, entity VARCHAR, version BIGINT${columns.join('')})`,
    );
  }
  const waiting = new Map<Kind, { rows: number; batches: NumberedColumns[] }>();
  const flush = async (kind: Kind) => {
    const { batches = [] } = waiting.get(kind) ?? {};
    waiting.delete(kind);
    await loadBatches(connection, tableOf(kind), ids(kind), batches);
  };
  const append = async (kind: Kind, batch: NumberedColumns) => {
    const count = batch.columns.time.length;
    rows.set(kind, (rows.get(kind) ?? 0) + count);
    const held = waiting.get(kind) ?? { rows: 0, batches: [] };
    held.batches.push(batch);
    held.rows += count;
    waiting.set(kind, held);
    if (held.rows >= ROWS_AT_ONCE) await flush(kind);
  };
  return {
    events,
    host() {
      const last = before.previous;
      if (!last?.host) return undefined;
      const { memoryTotalMb, linkSpeeds } = machineFacts(last);
      return { ...last.host, memoryTotalMb, linkSpeeds };
    },
    async add([first, ...rest]) {
      if (!first) return;
      const snapshots = [first, ...rest] as const;
      times.push(...snapshots.map(({ time }) => time));
      const rated = rateDelivery([first, ...rest], { ...before, times });
      times = times.slice(-TIMES_KEPT);
      events.push(...rated.events);
      for (const { firstSeq, data } of splitByHour(rated.rated))
        for (const kind of KINDS) {
          const columns = data[kind];
          if (columns) await append(kind, { version: BigInt(firstSeq), columns });
        }
      before = {
        previous: rated.lastSnapshot,
        intervalSeconds: rated.intervalSeconds,
        firstSeq: before.firstSeq + snapshots.length,
      };
    },
    async finish(machine) {
      for (const kind of KINDS) await flush(kind);
      const kinds: StagedKind[] = [];
      for (const [kind, count] of rows) {
        const table = tableOf(kind);
        await connection.run(`ALTER TABLE ${table} RENAME version TO line`);
        await connection.run(`ALTER TABLE ${table} ADD COLUMN machine VARCHAR`);
        await connection.run(`UPDATE ${table} SET machine = $machine`, { machine });
        kinds.push({ kind, table, metrics: ids(kind), rows: count });
      }
      return kinds;
    },
  };
}
