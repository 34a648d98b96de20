import type { Command } from '../command.ts';
import { CtlError } from '../ctl-error.ts';
import { fetchMachines } from '../fetch-machines.ts';
import { formatFacts, formatTable } from '../format-table.ts';
import type { Client } from '../http/create-client.ts';
import type { MachineAnswer } from '../machine-answer.ts';

type Delivered = Record<string, string | number | boolean | null>;

const STATUSES = ['online', 'late', 'offline', 'never'];

/** One machine, the machine of the key, or the whole fleet. */
export const status: Command = {
  name: 'status',
  params: ['MACHINE?'],
  summary: 'Show how a machine, the machine of the key, or every machine delivers',
  options: [],
  async run({ client, answer }, name) {
    if (name !== undefined) {
      const path = `/api/v1/machines/${encodeURIComponent(name)}`;
      const { machine_id, status: state, last_seen } = await client.call<MachineAnswer>('GET', path);
      const one = { machine_id, status: state, last_seen };
      return answer(one, formatFacts({ machine: machine_id, status: state, 'last seen': last_seen }));
    }
    const delivered = await ofOwnMachine(client);
    if (delivered) {
      const facts = Object.entries(delivered).map(([fact, value]) => [fact.replaceAll('_', ' '), value]);
      return answer(
        delivered,
        formatTable(['MACHINE', String(delivered.machine_id)], facts.slice(1).map(text)),
      );
    }
    const machines = await fetchMachines(client, new URLSearchParams());
    const count = Object.fromEntries(
      STATUSES.map((state) => [state, machines.filter((one) => one.status === state).length]),
    );
    const rows = machines.map((one) => [one.machine_id, one.status, one.last_seen]);
    const shown = machines.map(({ machine_id, status: state, last_seen }) => ({
      machine_id,
      status: state,
      last_seen,
    }));
    const summary = STATUSES.map((state) => `${count[state]} ${state}`).join(', ');
    answer(
      { count, machines: shown },
      `${formatTable(['MACHINE', 'STATUS', 'LAST SEEN'], rows)}\n\n${summary}`,
    );
  },
};

const text = (row: readonly unknown[]): string[] => row.map((cell) => String(cell ?? '-'));

/** What the portal has from the machine of the key; null when the caller is not tied to one. */
async function ofOwnMachine(client: Client): Promise<Delivered | null> {
  if (client.as !== 'key') return null;
  try {
    return await client.call<Delivered>('GET', '/api/v1/trickle/status');
  } catch (error) {
    if (error instanceof CtlError && ['INVALID_INPUT', 'FORBIDDEN'].includes(error.errorCode)) return null;
    throw error;
  }
}
