/** Epoch numbers at or above this are milliseconds: as seconds they would lie in the year 5138. */
const LEAST_MS = 1e11;

const NUMBER = String.raw`[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?`;
const ISO = String.raw`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?)?`;
const OFFSET = '[+-][0-9]{2}(:?[0-9]{2})?';

/**
 * Unix ms of a text column `cell` as SQL; NULL where it is no time. Seconds with decimals, milliseconds, or ISO 8601
 * with an offset, with Z or UTC, or without a zone, which means UTC. The same forms as parseTime.
 * DuckDB's TIMESTAMP overlooks an offset, and its TIMESTAMPTZ takes a time without one to be local: so each gets its own.
 */
export function timeSql(cell: string): string {
  return `CASE
    WHEN try_cast(${cell} AS DOUBLE) IS NOT NULL THEN ${epochSql(`try_cast(${cell} AS DOUBLE)`)}
    WHEN regexp_full_match(trim(${cell}), '${ISO}(Z| ?UTC)?') THEN epoch_ms(try_cast(regexp_replace(trim(${cell}), '(Z| ?UTC)$', '') AS TIMESTAMP))
    WHEN regexp_full_match(trim(${cell}), '${ISO}${OFFSET}') THEN epoch_ms(try_cast(trim(${cell}) AS TIMESTAMPTZ))
  END`;
}

/** The same of a column that DuckDB has read as DOUBLE. */
export const epochSql = (seconds: string): string =>
  `try_cast(round(CASE WHEN abs(${seconds}) < ${LEAST_MS} THEN ${seconds} * 1000 ELSE ${seconds} END) AS BIGINT)`;

const NUMBER_CELL = new RegExp(`^${NUMBER}$`);
const ISO_CELL = new RegExp(`^(${ISO})(Z| ?UTC|${OFFSET})?$`);

/** Whether a column that starts with this cell is probably one of epoch numbers. */
export const isEpoch = (cell: string): boolean => NUMBER_CELL.test(cell.trim());

/** Whether a column that starts with this cell is probably one of times in UTC, to the second or finer. */
export const isInstant = (cell: string): boolean =>
  /^[0-9]{4}(-[0-9]{2}){2}[T ]([0-9]{2}:){2}[0-9]{2}(\.[0-9]{1,6})?Z?$/.test(cell);

/** Unix ms, or null. */
export function parseTime(cell: string): number | null {
  const text = cell.trim();
  if (NUMBER_CELL.test(text)) {
    const value = Number(text);
    const time = Math.round(Math.abs(value) < LEAST_MS ? value * 1000 : value);
    return Math.abs(time) < Number.MAX_SAFE_INTEGER ? time : null;
  }
  const [whole, moment] = ISO_CELL.exec(text) ?? [];
  if (whole === undefined || moment === undefined) return null;
  const zone = whole.slice(moment.length).trim();
  const [date = '', clock = '0:00'] = moment.split(/[T ]/);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [wholeClock = '', fraction = ''] = clock.split('.');
  const [hour = 0, minute = 0, second = 0] = wholeClock.split(':').map(Number);
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms));
  // Date.UTC carries 30 February over into March.
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return null;
  return time.getTime() - offsetMs(zone);
}

function offsetMs(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
