import { machineChanges } from '#server/machines/machine-changes.ts';
import { machine, machineDetails, machinePage } from '#server/openapi/answers/machine.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { liveMachinesQuery } from '../../live/live-input.ts';
import { listQuery, liveQuery, merging, registration, removal } from '../../machines/machine-input.ts';

const params = { machine: SAMPLE.machine };
const byName = { machine: 'The machine’s name (machine_id), or its id.' };

export const machineOperations: readonly Operation[] = [
  {
    group: 'Machines',
    method: 'POST',
    path: '/api/v1/machines/register',
    summary: 'Register a machine',
    description: 'Safe to repeat: the same name is the same machine.',
    caller: 'any',
    scope: 'write',
    body: registration,
    answers: {
      200: { description: 'It was there already.', schema: machine },
      201: { description: 'It is there now.', schema: machine },
    },
    example: {
      body: { machine_id: SAMPLE.machine, display_name: 'Web server 1', tags: { tier: 'web' } },
      status: 201,
    },
  },
  {
    group: 'Machines',
    method: 'GET',
    path: '/api/v1/machines/list',
    summary: 'List machines',
    description: 'In the order of their names.',
    caller: 'any',
    scope: 'read',
    query: listQuery,
    notes: {
      cursor: 'next_cursor of the page before.',
      limit: 'At most so many on a page.',
      q: 'Part of the name, display name or host name.',
      status: 'online: heard from within three intervals; late: within twenty; offline: longer ago.',
      tag: 'name or name:value; given several times, a machine has all of them.',
    },
    answers: { 200: { description: 'A page of machines.', schema: machinePage } },
    example: { query: { status: 'online', tag: 'tier:web' } },
  },
  {
    group: 'Machines',
    method: 'GET',
    path: '/api/v1/machines/{machine}',
    summary: 'Show a machine',
    caller: 'any',
    scope: 'read',
    notes: byName,
    answers: { 200: { description: 'The machine.', schema: machineDetails } },
    example: { params },
  },
  {
    group: 'Machines',
    method: 'PATCH',
    path: '/api/v1/machines/{machine}',
    summary: 'Change what is said of a machine',
    description: 'Fields that are not sent stay; null takes a fact away. tags replaces all tags.',
    caller: 'any',
    scope: 'write',
    body: machineChanges,
    notes: byName,
    answers: { 200: { description: 'The machine as it is now.', schema: machine } },
    example: { params, body: { region: 'eu-west-1', hourly_cost: 0.096, time_zone: 'Europe/Dublin' } },
  },
  {
    group: 'Machines',
    method: 'DELETE',
    path: '/api/v1/machines/{machine}',
    summary: 'Delete a machine with all it has',
    description: 'Its samples, events, reports and keys go too. This cannot be undone.',
    caller: 'any',
    scope: 'admin',
    query: removal,
    notes: { ...byName, confirm: 'The machine’s name once more; without it nothing is deleted.' },
    answers: { 204: { description: 'It is gone.' } },
    example: { params, query: { confirm: SAMPLE.machine } },
  },
  {
    group: 'Machines',
    method: 'POST',
    path: '/api/v1/machines/{machine}/merge',
    summary: 'Merge a machine into another',
    description:
      'All it has goes over to the other, and it is gone. Of two samples of one time the one delivered last counts. Its keys deliver for the other from then on. This cannot be undone.',
    caller: 'any',
    scope: 'admin',
    body: merging,
    notes: byName,
    answers: { 200: { description: 'The machine that has all now.', schema: machine } },
    example: { params, body: { into: SAMPLE.otherMachine, confirm: SAMPLE.machine } },
  },
  {
    group: 'Machines',
    method: 'GET',
    path: '/api/v1/machines/{machine}/live',
    summary: 'Follow a machine',
    description:
      'Server-sent events that stay open: new samples as they arrive. A reconnect goes on at Last-Event-ID. These calls do not count against the limits.',
    caller: 'user',
    scope: 'read',
    query: liveQuery,
    notes: { ...byName, after: 'The id of the last event that is known.' },
    answers: { 200: { description: 'Events.', files: ['text/event-stream'] } },
    example: { params },
  },
  {
    group: 'Machines',
    method: 'GET',
    path: '/api/v1/live',
    summary: 'Follow several machines',
    description:
      'Server-sent events that stay open, of up to 64 machines over one connection: each event names the machine by its id. To go on after a break, give the cursor of the last event of each machine. These calls do not count against the limits.',
    caller: 'user',
    scope: 'read',
    query: liveMachinesQuery,
    notes: {
      machine: 'A machine’s name (machine_id), or its id; once for each machine.',
      after: 'The cursor of the last event of each machine, in the same order; 0 where there is none.',
    },
    answers: { 200: { description: 'Events.', files: ['text/event-stream'] } },
    example: { query: { machine: SAMPLE.machine } },
  },
];
