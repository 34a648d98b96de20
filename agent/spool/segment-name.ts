/** What the name of a segment says. The newest segment's stream and base are those of the spool. */
export interface SegmentIdentity {
  /** Number of its first record, counted over the spool's whole life. */
  first: number;
  /** Sent as UUID of the stream … */
  stream: string;
  /** … in which a record's number is less by this: a new stream in an old spool starts at 1 again. */
  base: number;
}

const PATTERN = /^(\d{15})-(\d{1,15})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.seg$/;

/**
 * The file name of a segment, sorted by age. It says all there is to know about the segment, so that no damage inside
 * can make its records lose their stream or their place.
 */
export function formatSegmentName({ first, base, stream }: SegmentIdentity): string {
  return `${String(first).padStart(15, '0')}-${base}-${stream}.seg`;
}

/** Null for the name of anything else. */
export function parseSegmentName(name: string): SegmentIdentity | null {
  const [, first, base, stream] = PATTERN.exec(name) ?? [];
  if (first === undefined || base === undefined || stream === undefined) return null;
  return { first: Number(first), base: Number(base), stream };
}
