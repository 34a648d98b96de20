const LOOK = {
  online: 'chip-good',
  late: 'chip-watch',
  offline: 'chip-mute',
  never: 'chip-mute',
} as const;

const WORDS = { online: 'online', late: 'late', offline: 'offline', never: 'no agent yet' } as const;

/** A machine's state as a word and a colour. */
export function StateChip({ state }: { state: keyof typeof LOOK }) {
  return <span className={`chip ${LOOK[state]}`}>{WORDS[state]}</span>;
}
