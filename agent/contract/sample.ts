/** The kinds of thing a metric describes. `host` has one entity, '' ; the others name theirs. */
export const KINDS = ['host', 'cpu', 'disk', 'net', 'filesystem', 'container'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * One interval of one entity, already turned into catalogue units.
 * `time` is the end of the interval in Unix milliseconds; `entity` is '' for the host, else `cpu0`, `sda`, `eth0`.
 * A value that cannot be known (counter went backwards, file missing) is null, never 0.
 */
export interface Sample {
  kind: Kind;
  entity: string;
  time: number;
  values: Record<string, number | null>;
}

/** Something that breaks a line: it is recorded, not drawn over. `at` is Unix milliseconds. */
export interface SampleEvent {
  at: number;
  type: 'restart' | 'gap' | 'clock_step';
}
