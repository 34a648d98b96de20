import { type LiveSamples, readLiveSamples } from '../../machines/[machine]/_machine/live-samples.ts';
import { holdStream, type LiveState } from './hold-stream.ts';

interface MachinesConnection {
  /** Internal ids. */
  machines: readonly string[];
  /** Where each machine's samples go on; kept up to date. */
  cursors: Map<string, string>;
  onSamples: (machine: string, samples: LiveSamples) => void;
  onState: (state: LiveState) => void;
}

/**
 * Holds one event stream of several machines' samples open; after a break each machine goes on at its last cursor.
 * Returns a function that closes it for good.
 */
export function connectMachines({ machines, cursors, onSamples, onState }: MachinesConnection): () => void {
  return holdStream({
    address: () => {
      const query = new URLSearchParams();
      for (const id of machines) query.append('machine', id);
      if (machines.some((id) => cursors.has(id)))
        for (const id of machines) query.append('after', cursors.get(id) ?? '0');
      return `/api/v1/live?${query}`;
    },
    onSamples: (data) => {
      const samples = readLiveSamples(data);
      const machine = machineOf(data);
      cursors.set(machine, samples.cursor);
      onSamples(machine, samples);
    },
    onState,
  });
}

/** It is the first of the event's fields, and an id has nothing that JSON escapes. */
const machineOf = (data: string): string => /^\{"machine":"([^"]+)"/.exec(data)?.[1] ?? '';
