import type { Results } from './read-results.ts';

/** A portal that is not here. */
export interface Estate {
  machines: number;
  tenants: number;
  /** Seconds between two samples of a machine, each of which is a delivery. */
  interval: 15 | 60;
  /** Days for which raw samples and rollups are kept. */
  rawDays: number;
  rollupDays: number;
}

/** What it would take, as far as it grows in proportion: cores are whole ones that do nothing else. */
export interface Needs {
  deliveries: number;
  portalCores: number;
  portals: number;
  databaseCores: number;
  workerCores: number;
  workers: number;
  connections: number;
  databaseMemoryGb: number;
  diskGb: number;
  newDiskGbPerMonth: number;
  logMbPerSecond: number;
  networkMbPerSecond: number;
  relations: number;
  migrationSeconds: number;
}

const DAY = 86_400;
/** A process is full at this share of a core: bursts come, and Node has one thread for JavaScript. */
const FULL = 0.6;
/** Of each process, beside those to tenants: docs/operations.md. */
const OTHER_CONNECTIONS = 12;
/** For tenants whose pages are looked at while their machines deliver. */
const SPARE_CONNECTIONS = 20;
/** An open batch waits on average for half an hour, SEAL_DELAY_SECONDS and its turn; the table keeps the room of twice that. */
const OPEN_HOURS = 2;
/** Request and answer lines of a delivery, in kB. */
const HEADERS_KB = 0.6;

/** The formulas of docs/scale.md. */
export function calculate({ value }: Results, estate: Estate): Needs {
  const { machines, tenants, interval, rawDays, rollupDays } = estate;
  const of = `of a machine's day at ${interval} s`;
  const deliveries = machines / interval;
  const portalCores = (deliveries * value('CPU of the portal for a delivery')) / 1000;
  const keeping =
    value(`sealing and rolling up ${of}, CPU of worker and database`) +
    value(`compacting ${of}, CPU of worker and database`);
  const rounds = (tenants * value('CPU of worker and database for a tenant in an idle minute')) / 1000 / 60;
  const workerCores = (machines * keeping) / DAY + rounds;
  const portals = Math.max(2, Math.ceil(portalCores / FULL));
  const workers = Math.max(1, Math.ceil(workerCores / FULL));
  const connections = (portals + workers) * (tenants + SPARE_CONNECTIONS + OTHER_CONNECTIONS);
  const segments = value(`compacted segments ${of}, on disk`);
  const hours = value(`hours ${of}, on disk`);
  const rollups = value(`rollups ${of}, on disk`);
  const open = (OPEN_HOURS * 3600 * value('open batch on disk')) / interval / 1000;
  const perMachineMb = rawDays * segments + rollupDays * rollups + hours + open;
  return {
    deliveries,
    portalCores,
    portals,
    databaseCores: (deliveries * value('CPU of the database for a delivery')) / 1000,
    workerCores,
    workers,
    connections,
    databaseMemoryGb: (connections * value('memory of a connection')) / 1024,
    diskGb: (machines * perMachineMb) / 1000 + (tenants * value('empty tenant on disk')) / 1e6,
    newDiskGbPerMonth: (machines * 30 * (segments + rollups)) / 1000,
    logMbPerSecond:
      (deliveries * value('log (WAL) for a delivery')) / 1000 +
      (machines * (hours + segments + rollups)) / DAY,
    networkMbPerSecond: (deliveries * (value('body of a delivery') + HEADERS_KB)) / 1000,
    relations: tenants * value('relations of a tenant'),
    migrationSeconds: (tenants * value('one migration (a column, an index) of all tenants')) / 100,
  };
}
