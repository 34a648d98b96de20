import { holdStream, type LiveState } from '../../../live/_live/hold-stream.ts';
import { type LiveSamples, readLiveSamples } from './live-samples.ts';

interface LiveConnection {
  machine: string;
  onSamples: (samples: LiveSamples) => void;
  onState: (state: LiveState) => void;
}

/**
 * Holds an event stream of a machine's samples open; after a break it goes on at the last cursor, and it ends with the
 * session. Returns a function that closes it for good.
 */
export function connectLive({ machine, onSamples, onState }: LiveConnection): () => void {
  let cursor: string | null = null;
  const stream = `/api/v1/machines/${encodeURIComponent(machine)}/live`;
  return holdStream({
    address: () => (cursor === null ? stream : `${stream}?after=${encodeURIComponent(cursor)}`),
    onSamples: (data) => {
      const samples = readLiveSamples(data);
      cursor = samples.cursor;
      onSamples(samples);
    },
    onState,
  });
}
