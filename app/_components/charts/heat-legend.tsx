/** The ramp of a heat map of percentages; where there is no colour, nothing was measured. */
export function HeatLegend({ color = '--s-user' }: { color?: string | undefined }) {
  return (
    <span className="ml-auto flex items-center gap-1.5 text-xs text-text-2">
      0
      <span
        aria-hidden="true"
        className="h-2 w-16 rounded-sm"
        style={{
          background: `linear-gradient(to right, color-mix(in srgb, var(${color}) 5%, transparent), var(${color}))`,
        }}
      />
      100 %
    </span>
  );
}
