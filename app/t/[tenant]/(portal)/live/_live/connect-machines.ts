import type { LiveState } from '../../machines/[machine]/_machine/connect-live.ts';
import { type LiveSamples, readLiveSamples } from '../../machines/[machine]/_machine/live-samples.ts';

interface MachinesConnection {
  /** Internal ids. */
  machines: readonly string[];
  /** Where each machine's samples go on; kept up to date. */
  cursors: Map<string, string>;
  onSamples: (machine: string, samples: LiveSamples) => void;
  onState: (state: LiveState) => void;
}

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

/**
 * Holds one event stream of several machines' samples open. After a break each machine goes on at its last cursor, with
 * growing, jittered pauses, for as long as it takes. Returns a function that closes it for good.
 */
export function connectMachines(connection: MachinesConnection): () => void {
  const { machines, cursors, onSamples, onState } = connection;
  let failures = 0;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const query = new URLSearchParams();
    for (const id of machines) query.append('machine', id);
    if (machines.some((id) => cursors.has(id)))
      for (const id of machines) query.append('after', cursors.get(id) ?? '0');
    source = new EventSource(`/api/v1/live?${query}`);
    source.addEventListener('open', () => {
      failures = 0;
      onState('live');
    });
    source.addEventListener('samples', ({ data }) => {
      const samples = readLiveSamples(data);
      const machine = machineOf(data);
      cursors.set(machine, samples.cursor);
      onSamples(machine, samples);
    });
    source.addEventListener('end', () => {
      source?.close();
      onState('ended');
    });
    source.addEventListener('error', () => {
      source?.close();
      onState('reconnecting');
      const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
      failures += 1;
      timer = setTimeout(open, pause * (0.5 + Math.random() / 2));
    });
  };

  onState('connecting');
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** It is the first of the event's fields, and an id has nothing that JSON escapes. */
const machineOf = (data: string): string => /^\{"machine":"([^"]+)"/.exec(data)?.[1] ?? '';
