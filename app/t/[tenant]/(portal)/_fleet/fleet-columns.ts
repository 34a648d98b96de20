import type { SortKey } from './fleet-search.ts';

interface FleetColumn {
  label: string;
  /** px. */
  width: number;
  sort?: SortKey;
  figure?: boolean;
  /** For those who hear a column by its own name. */
  of?: string;
}

/** The columns under the heads of their groups. */
export const COLUMN_GROUPS: readonly { label: string; columns: readonly FleetColumn[] }[] = [
  {
    label: '',
    columns: [
      { label: 'Machine', width: 150, sort: 'name' },
      { label: 'State', width: 114, sort: 'status' },
    ],
  },
  {
    label: 'CPU, %',
    columns: [
      { label: 'over time', width: 92 },
      { label: 'avg', width: 53, sort: 'cpuAvg', figure: true, of: 'CPU' },
      { label: 'p95', width: 53, sort: 'cpuP95', figure: true, of: 'CPU' },
    ],
  },
  {
    label: 'Memory, %',
    columns: [
      { label: 'over time', width: 92 },
      { label: 'avg', width: 53, sort: 'memoryAvg', figure: true, of: 'Memory' },
      { label: 'p95', width: 53, sort: 'memoryP95', figure: true, of: 'Memory' },
    ],
  },
  {
    label: 'Disk busy, %',
    columns: [
      { label: 'avg', width: 53, sort: 'diskAvg', figure: true, of: 'Disk busy' },
      { label: 'p95', width: 53, sort: 'diskP95', figure: true, of: 'Disk busy' },
    ],
  },
  {
    label: 'Network',
    columns: [
      { label: 'avg', width: 86, sort: 'netAvg', figure: true, of: 'Network' },
      { label: 'p95', width: 86, sort: 'netP95', figure: true, of: 'Network' },
    ],
  },
  {
    label: '',
    columns: [
      { label: 'Seen', width: 56, sort: 'seen', figure: true },
      { label: 'Provider and tags', width: 150 },
    ],
  },
];

export const COLUMNS = COLUMN_GROUPS.flatMap(({ columns }) => columns);
export const TABLE_WIDTH = COLUMNS.reduce((sum, { width }) => sum + width, 0);
