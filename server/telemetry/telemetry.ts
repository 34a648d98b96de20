import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { processWide } from '#server/process-wide.ts';

/** What this process counts about itself, for GET /metrics. */
export interface Telemetry {
  registry: Registry;
  /** Seconds until the last byte of an answer. */
  requests: Histogram<'area' | 'status'>;
  /** Seconds from a question to the store to its answer: a chart, statistics, a report's part. */
  queries: Histogram;
  deliveries: Counter<'result'>;
  snapshots: Counter;
  uploads: Counter<'result'>;
  uploadedRows: Counter;
  pools: Gauge<'state'>;
  backlog: Gauge<'what'>;
  sealLag: Gauge;
  workers: Gauge;
  jobs: Gauge<'queue' | 'state'>;
}

const NAME = 'perfanalysis';

function make(): Telemetry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: `${NAME}_http_request_seconds`,
      help: 'Time until an answer was sent whole, by part of the portal and status class.',
      labelNames: ['area', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    queries: new Histogram({
      name: `${NAME}_query_seconds`,
      help: 'Time that queries of samples took: charts, statistics, data quality, parts of reports.',
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    deliveries: new Counter({
      name: `${NAME}_deliveries_total`,
      help: 'Deliveries of agents, by what became of them.',
      labelNames: ['result'],
      registers,
    }),
    snapshots: new Counter({
      name: `${NAME}_delivered_snapshots_total`,
      help: 'Snapshots in deliveries that were acknowledged.',
      registers,
    }),
    uploads: new Counter({
      name: `${NAME}_uploads_total`,
      help: 'Files that this process stored, knew already, refused, or failed to store.',
      labelNames: ['result'],
      registers,
    }),
    uploadedRows: new Counter({
      name: `${NAME}_uploaded_rows_total`,
      help: 'Rows of files that this process stored.',
      registers,
    }),
    pools: new Gauge({
      name: `${NAME}_tenant_connections`,
      help: 'Database connections of tenants in this process.',
      labelNames: ['state'],
      registers,
    }),
    backlog: new Gauge({
      name: `${NAME}_backlog`,
      help: 'What waits in all tenants together, as of the last count.',
      labelNames: ['what'],
      registers,
    }),
    sealLag: new Gauge({
      name: `${NAME}_seal_lag_seconds`,
      help: 'Age of the oldest batch that should have been sealed.',
      registers,
    }),
    workers: new Gauge({ name: `${NAME}_workers`, help: 'Workers seen in the last minute.', registers }),
    jobs: new Gauge({
      name: `${NAME}_jobs`,
      help: 'Jobs in the queue, by state; failed ones of the last day.',
      labelNames: ['queue', 'state'],
      registers,
    }),
  };
}

/** The counters of this process. */
export const telemetry = (): Telemetry => processWide('telemetry', make);
