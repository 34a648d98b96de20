import { sessionChanges } from '#server/collection-sessions/session-changes.ts';
import { session, sessionPage } from '#server/openapi/answers/session.ts';
import type { Operation } from '#server/openapi/operation.ts';
import { SAMPLE } from '#server/openapi/sample-values.ts';
import { sessionQuery, sessionRemoval } from '../../sessions/session-input.ts';

const params = { session: SAMPLE.session };
const byId = { session: 'The session’s id.' };

export const sessionOperations: readonly Operation[] = [
  {
    group: 'Sessions',
    method: 'GET',
    path: '/api/v1/sessions',
    summary: 'List collection sessions',
    description:
      'A session is what an agent recorded without a break. It ends after two minutes without a sample, or two and a half of the agent’s intervals where that is longer, and when the machine is restarted. Only the times of samples count: what is delivered late belongs to the session of its time.\nThe one that began last comes first.',
    caller: 'any',
    scope: 'read',
    query: sessionQuery,
    notes: {
      machine_id: 'Those of one machine, by its name or id.',
      from: 'Those with a sample at this time or later.',
      to: 'Those that began before this time.',
      q: 'Part of the name or note, or of the machine’s name or display name.',
      cursor: 'next_cursor of the page before.',
      limit: 'At most so many on a page.',
    },
    answers: { 200: { description: 'A page of sessions.', schema: sessionPage } },
    faults: ['NOT_FOUND'],
    example: { query: { machine_id: SAMPLE.machine, from: SAMPLE.start, to: SAMPLE.end } },
  },
  {
    group: 'Sessions',
    method: 'GET',
    path: '/api/v1/sessions/{session}',
    summary: 'Show a collection session',
    description: 'started_at and ended_at are the range to ask for metrics, an export or a report.',
    caller: 'any',
    scope: 'read',
    notes: byId,
    answers: { 200: { description: 'The session.', schema: session } },
    example: { params },
  },
  {
    group: 'Sessions',
    method: 'PATCH',
    path: '/api/v1/sessions/{session}',
    summary: 'Name a collection session, or write a note to it',
    description: 'Fields that are not sent stay; null takes one away.',
    caller: 'any',
    scope: 'write',
    body: sessionChanges,
    notes: byId,
    answers: { 200: { description: 'The session as it is now.', schema: session } },
    example: { params, body: { name: 'Load test 3', note: 'With the new cache.' } },
  },
  {
    group: 'Sessions',
    method: 'DELETE',
    path: '/api/v1/sessions/{session}',
    summary: 'Delete a collection session',
    description:
      'Its samples stay, unless samples=true: then all that its machine has from its first sample to its last goes too, whichever way it came. This cannot be undone.',
    caller: 'any',
    scope: 'admin',
    query: sessionRemoval,
    notes: {
      ...byId,
      samples: 'Whether the samples go too.',
      confirm: 'With samples=true, the machine’s name; without it nothing is deleted.',
    },
    answers: { 204: { description: 'It is gone.' } },
    example: { params },
  },
];
