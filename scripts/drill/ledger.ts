/** What became of something that was sent: no answer yet, or none that says; the portal has it; it does not want it. */
export type Standing = 'open' | 'acknowledged' | 'refused';

/** A sample that was sent: by one column of its row it is known again. null: any value will do. */
interface Entry {
  value: number | null;
  standing: Standing;
  /** Of samples that are stored all or not at all. */
  file: string | null;
}

/** What was sent of one machine, by Unix ms, and how it was answered. */
export interface Ledger {
  machine: string;
  /** Column of the export that holds `value`. */
  column: string;
  entries: Map<number, Entry>;
  /** How many samples were sent again for a moment that had one, as new ones: the newest stays. */
  again: number;
}

/** A ledger of a machine to which nothing has been sent yet. */
export const newLedger = (machine: string, column: string): Ledger => ({
  machine,
  column,
  entries: new Map(),
  again: 0,
});

/** Writes down what is about to be sent. */
export function noteSent(
  ledger: Ledger,
  samples: readonly { time: number; value: number | null }[],
  file: string | null = null,
): void {
  for (const { time, value } of samples) ledger.entries.set(time, { value, standing: 'open', file });
}

/** Writes down how it was answered. */
export function noteAnswered(ledger: Ledger, times: Iterable<number>, standing: Standing): void {
  for (const time of times) {
    const entry = ledger.entries.get(time);
    if (entry) entry.standing = standing;
  }
}

/** How many samples the portal said that it has. */
export const countAcknowledged = ({ entries }: Ledger): number =>
  [...entries.values()].filter(({ standing }) => standing === 'acknowledged').length;
