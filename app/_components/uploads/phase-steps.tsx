/** What happens to a file, in this order. */
export const PHASES = ['Sending', 'Reading', 'Checking', 'Storing', 'Done'] as const;
export type Phase = (typeof PHASES)[number];

/** How far a file is: the phases in a row, the present one marked. */
export function PhaseSteps({ phase }: { phase: Phase }) {
  const at = PHASES.indexOf(phase);
  return (
    <ol className="flex flex-wrap gap-x-3.5 gap-y-1 text-xs" aria-label="Phases">
      {PHASES.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          className="flex items-center gap-1.5 text-text-3 aria-[current=step]:font-semibold aria-[current=step]:text-text"
        >
          <span
            aria-hidden="true"
            className={`size-1.5 rounded-full ${index <= at ? 'bg-accent' : 'bg-line'} ${index === at && phase !== 'Done' ? 'skeleton' : ''}`}
          />
          {name}
          {index < at && <span className="sr-only"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
