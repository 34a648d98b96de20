/** `ended`: nothing more will come. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'ended';

interface HeldStream {
  /** Asked anew for each attempt, so that a broken stream goes on where it was. */
  address: () => string;
  /** A `samples` event as it was sent. */
  onSamples: (data: string) => void;
  onState: (state: LiveState) => void;
}

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

/**
 * Holds an event stream of samples open: after a break with growing, jittered pauses, for as long as it takes;
 * EventSource alone would give up at the first refused connection. Returns a function that closes it for good.
 */
export function holdStream({ address, onSamples, onState }: HeldStream): () => void {
  let failures = 0;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source = new EventSource(address());
    source.addEventListener('open', () => {
      failures = 0;
      onState('live');
    });
    source.addEventListener('samples', ({ data }) => onSamples(data));
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
