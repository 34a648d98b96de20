import { FLEET_RANGES, type FleetRange } from '#server/fleet/fleet-range.ts';
import type { MachineStatus } from '#server/machines/machine-status.ts';

export const SORT_KEYS = [
  'name',
  'status',
  'cpuAvg',
  'cpuP95',
  'memoryAvg',
  'memoryP95',
  'diskAvg',
  'diskP95',
  'netAvg',
  'netP95',
  'seen',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

const STATES: readonly MachineStatus[] = ['online', 'late', 'offline', 'never'];

/** The page's state in its address. Empty words are none. */
export interface FleetSearch {
  range: FleetRange;
  q: string;
  status: MachineStatus | '';
  /** `name=value`. */
  tag: string;
  provider: string;
  /** `provider`, or `tag:` and a tag's name. */
  group: string;
  /** Groups that are folded. */
  folded: readonly string[];
  sort: SortKey;
  descending: boolean;
  view: 'table' | 'heat';
  heat: 'cpu' | 'memory';
}

const MOST_LETTERS = 200;

/** What an address says; what is not understood is the default. */
export function readFleetSearch(params: Pick<URLSearchParams, 'get' | 'getAll'>): FleetSearch {
  const word = (name: string): string => (params.get(name) ?? '').slice(0, MOST_LETTERS);
  const range = word('range');
  const sort = word('sort');
  return {
    range: isRange(range) ? range : '1h',
    q: word('q'),
    status: STATES.find((state) => state === word('status')) ?? '',
    tag: word('tag'),
    provider: word('provider'),
    group: word('group'),
    folded: params.getAll('folded').slice(0, MOST_LETTERS),
    sort: SORT_KEYS.find((key) => key === sort.replace(/^-/, '')) ?? 'name',
    descending: sort.startsWith('-'),
    view: word('view') === 'heat' ? 'heat' : 'table',
    heat: word('heat') === 'memory' ? 'memory' : 'cpu',
  };
}

/** The query that readFleetSearch reads, without what is the default; empty or beginning with `?`. */
export function fleetQuery(search: FleetSearch): string {
  const parts = new URLSearchParams();
  const put = (name: string, value: string, usual = '') => value !== usual && parts.set(name, value);
  put('range', search.range, '1h');
  put('q', search.q);
  put('status', search.status);
  put('tag', search.tag);
  put('provider', search.provider);
  put('group', search.group);
  for (const name of search.folded) parts.append('folded', name);
  put('sort', `${search.descending ? '-' : ''}${search.sort}`, 'name');
  put('view', search.view, 'table');
  put('heat', search.heat, 'cpu');
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}

const isRange = (text: string): text is FleetRange => Object.hasOwn(FLEET_RANGES, text);
