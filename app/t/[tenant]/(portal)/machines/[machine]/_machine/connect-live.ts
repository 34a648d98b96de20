import { type LiveSamples, readLiveSamples } from './live-samples.ts';

/** `ended`: the session is over and nothing more will come. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'ended';

interface LiveConnection {
  machine: string;
  onSamples: (samples: LiveSamples) => void;
  onState: (state: LiveState) => void;
}

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

/**
 * Holds an event stream of a machine's samples open. After a break it goes on at the last cursor, with growing,
 * jittered pauses, for as long as it takes; EventSource alone would give up at the first refused connection.
 * Returns a function that closes it for good.
 */
export function connectLive({ machine, onSamples, onState }: LiveConnection): () => void {
  let cursor: string | null = null;
  let failures = 0;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    const after = cursor === null ? '' : `?after=${encodeURIComponent(cursor)}`;
    source = new EventSource(`/api/v1/machines/${encodeURIComponent(machine)}/live${after}`);
    source.addEventListener('open', () => {
      failures = 0;
      onState('live');
    });
    source.addEventListener('samples', (event) => {
      const samples = readLiveSamples(event.data);
      cursor = samples.cursor;
      onSamples(samples);
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
