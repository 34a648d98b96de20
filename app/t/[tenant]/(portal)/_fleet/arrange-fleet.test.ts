import { expect, test } from 'vitest';
import type { FleetMachine } from '#app/_trpc/outputs.ts';
import { NO_LOAD } from '#server/fleet/machine-load.ts';
import { arrangeFleet, chooseMachines, fleetChoices } from './arrange-fleet.ts';
import { fleetQuery, readFleetSearch } from './fleet-search.ts';

const machine = (name: string, more: Partial<FleetMachine> = {}): FleetMachine => ({
  ...NO_LOAD,
  id: name,
  name,
  displayName: null,
  status: 'online',
  seen: null,
  os: null,
  cpus: null,
  provider: null,
  region: null,
  instance: null,
  tags: {},
  fullestName: null,
  fullestPercent: null,
  ...more,
});
const FLEET = [
  machine('web-1', { cpuP95: 20, provider: 'aws', tags: { tier: 'web' } }),
  machine('web-2', { cpuP95: null, provider: 'aws', tags: { tier: 'web', team: 'a=b' } }),
  machine('db-1', { cpuP95: 90, status: 'late', tags: { tier: 'db' } }),
];
const names = (query: string) =>
  chooseMachines(FLEET, readFleetSearch(new URLSearchParams(query))).map(({ name }) => name);

test.each([
  ['', ['db-1', 'web-1', 'web-2']],
  ['q=WEB', ['web-1', 'web-2']],
  ['q=aws+2', ['web-2']],
  ['status=late', ['db-1']],
  ['status=unheard', ['db-1', 'web-1', 'web-2']],
  ['tag=team%3Da%3Db', ['web-2']],
  ['provider=aws', ['web-1', 'web-2']],
  ['sort=cpuP95', ['web-1', 'db-1', 'web-2']],
  ['sort=-cpuP95', ['db-1', 'web-1', 'web-2']],
  ['sort=-constructor', ['web-2', 'web-1', 'db-1']],
])('%s', (query, found) => expect(names(query)).toEqual(found));

test('groups have heads, and what lacks the tag is the last of them', () => {
  const search = readFleetSearch(new URLSearchParams('group=provider&folded=aws'));
  expect(
    arrangeFleet(FLEET, search).map((line) => (line.kind === 'group' ? line.name : line.machine.name)),
  ).toEqual(['aws', 'none', 'db-1']);
});

test('what there is to choose from', () => {
  expect(fleetChoices(FLEET)).toEqual({
    tagNames: ['team', 'tier'],
    tags: ['team=a=b', 'tier=db', 'tier=web'],
    providers: ['aws'],
  });
});

test('an address says the state and nothing that is usual', () => {
  const query = '?range=24h&q=web&group=tag%3Atier&folded=db&folded=web&sort=-cpuP95&view=heat&heat=memory';
  expect(fleetQuery(readFleetSearch(new URLSearchParams(query)))).toBe(query);
  expect(fleetQuery(readFleetSearch(new URLSearchParams('range=toString&view=x')))).toBe('');
});
