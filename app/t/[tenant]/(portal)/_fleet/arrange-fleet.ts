import type { FleetMachine } from '#app/_trpc/outputs.ts';
import type { FleetSearch, SortKey } from './fleet-search.ts';

/** A line of the table: the head of a group, or a machine. */
export type FleetLine =
  | { kind: 'group'; name: string; folded: boolean; machines: readonly FleetMachine[] }
  | { kind: 'machine'; machine: FleetMachine };

/** Of what lacks it. */
const NONE = 'none';
const STATE_RANK = { online: 0, late: 1, offline: 2, never: 3 } as const;

/** The machines that the search names, in its order. */
export function chooseMachines(machines: readonly FleetMachine[], search: FleetSearch): FleetMachine[] {
  const words = search.q.toLowerCase().split(/\s+/).filter(Boolean);
  const [tag = '', value = ''] = splitTag(search.tag);
  const found = machines.filter(
    (machine) =>
      (search.status === '' || machine.status === search.status) &&
      (search.provider === '' || (machine.provider ?? NONE) === search.provider) &&
      (search.tag === '' || machine.tags[tag] === value) &&
      matches(machine, words),
  );
  const sign = search.descending ? -1 : 1;
  return found.sort((a, b) => compareBy(search.sort, sign, a, b) || (a.name < b.name ? -1 : 1));
}

/** Chosen machines as lines, under the heads of their groups where they are grouped. */
export function arrangeFleet(machines: readonly FleetMachine[], search: FleetSearch): FleetLine[] {
  const line = (machine: FleetMachine): FleetLine => ({ kind: 'machine', machine });
  if (search.group === '') return machines.map(line);
  const groups = new Map<string, FleetMachine[]>();
  for (const machine of machines) {
    const name = groupOf(machine, search.group);
    const group = groups.get(name);
    if (group) group.push(machine);
    else groups.set(name, [machine]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === NONE) - Number(b === NONE) || (a < b ? -1 : 1))
    .flatMap(([name, members]) => {
      const folded = search.folded.includes(name);
      return [
        { kind: 'group' as const, name, folded, machines: members },
        ...(folded ? [] : members.map(line)),
      ];
    });
}

/** What there is to filter and group by. */
export function fleetChoices(machines: readonly FleetMachine[]) {
  const names = new Set<string>();
  const tags = new Set<string>();
  const providers = new Set<string>();
  for (const machine of machines) {
    if (machine.provider) providers.add(machine.provider);
    for (const [name, value] of Object.entries(machine.tags)) {
      names.add(name);
      tags.add(`${name}=${value}`);
    }
  }
  return { tagNames: [...names].sort(), tags: [...tags].sort(), providers: [...providers].sort() };
}

function groupOf(machine: FleetMachine, group: string): string {
  return (group === 'provider' ? machine.provider : machine.tags[group.replace(/^tag:/, '')]) || NONE;
}

function splitTag(tag: string): [string, string] {
  const at = tag.indexOf('=');
  return at < 0 ? [tag, ''] : [tag.slice(0, at), tag.slice(at + 1)];
}

function matches(machine: FleetMachine, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { name, displayName, os, provider, region, instance, tags } = machine;
  const text = [name, displayName, os, provider, region, instance, ...Object.entries(tags).flat()]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What was not measured comes last, whichever way it goes. */
function compareBy(key: SortKey, sign: number, a: FleetMachine, b: FleetMachine): number {
  const [left, right] = [sortValue(a, key), sortValue(b, key)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return sign * (left < right ? -1 : left > right ? 1 : 0);
}

function sortValue(machine: FleetMachine, key: SortKey): number | string | null {
  if (key === 'status') return STATE_RANK[machine.status];
  if (key === 'name') return machine.displayName ?? machine.name;
  return machine[key];
}
