import type { Client } from './http/create-client.ts';
import type { MachineAnswer } from './machine-answer.ts';

const PAGE = 500;

/** All machines that fit the query, page by page. */
export async function fetchMachines(client: Client, query: URLSearchParams): Promise<MachineAnswer[]> {
  const machines: MachineAnswer[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = new URLSearchParams(query);
    page.set('limit', String(PAGE));
    if (cursor !== '') page.set('cursor', cursor);
    const answer: { machines: MachineAnswer[]; next_cursor: string | null } = await client.call(
      'GET',
      `/api/v1/machines/list?${page}`,
    );
    machines.push(...answer.machines);
    cursor = answer.next_cursor;
  }
  return machines;
}
