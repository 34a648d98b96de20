import { REQUIRED_COLUMNS } from '../contract/required-columns.ts';

/** 2026-01-07T19:10:11Z */
export const FIRST_SECOND = 1_767_813_011;

/** A cell of each required column that breaks no rule. */
const GOOD: Readonly<Record<string, string>> = {
  cpu_user: '10',
  cpu_system: '5',
  cpu_idle: '80',
  mem_total: '1000',
  mem_used: '400',
  mem_available: '600',
};

export const HEADER = ['timestamp', 'machine_id', ...REQUIRED_COLUMNS];

/** A row of the contract's required columns, some of its cells replaced. */
export const contractRow = (second: number, cells: Readonly<Record<string, string>> = {}): string[] =>
  HEADER.map((name) => {
    if (name === 'timestamp') return cells[name] ?? String(FIRST_SECOND + second);
    if (name === 'machine_id') return cells[name] ?? 'server01';
    return cells[name] ?? GOOD[name] ?? '1';
  });

/** A contract CSV of three rows, the second of which has `cells` replaced. */
export const contractCsv = (cells: Readonly<Record<string, string>> = {}): string =>
  `${[HEADER, contractRow(0), contractRow(1, cells), contractRow(2)].map((row) => row.join(',')).join('\n')}\n`;
