import { layOutRadar } from '#server/reports/charts/lay-out-radar.ts';

export interface RadarAxis {
  label: string;
  /** What the rim stands for, and where that comes from: "100 %", "24 GiB, all memory". */
  ceiling: string;
}

export interface RadarShape {
  label: string;
  /** Name of a token. */
  color: string;
  /** Per axis 0–1; null where it is not known. */
  shares: readonly (number | null)[];
  /** Per axis, as it is written. */
  values: readonly string[];
}

const SIZE = { width: 380, height: 290, radius: 104, labels: 12 };
const AREA_OPACITY = 0.16;

/** Shares of ceilings around a circle, one shape per machine or period; the table beside it has the same in figures. */
export function Radar({
  title,
  axes,
  shapes,
}: {
  title: string;
  axes: readonly RadarAxis[];
  shapes: readonly RadarShape[];
}) {
  const geometry = layOutRadar(
    axes.length,
    shapes.map(({ shares }) => shares),
    SIZE,
  );
  const { middle } = geometry;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 min-[640px]:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <svg
        role="img"
        aria-label={`${title}: the figures are in the table`}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        className="mx-auto w-full max-w-[420px]"
      >
        <g transform={`translate(${middle.x} ${middle.y})`} fill="none" stroke="var(--line)">
          {geometry.rings.map(({ share, path }) => (
            <path key={share} d={path} />
          ))}
        </g>
        {geometry.axes.map(({ end, label, anchor }, index) => (
          <g key={axes[index]?.label}>
            <line x1={middle.x} y1={middle.y} x2={end.x} y2={end.y} stroke="var(--line)" />
            <text
              x={label.x}
              y={label.y}
              textAnchor={anchor}
              dominantBaseline="middle"
              className="fill-text-2 text-[11.5px]"
            >
              {axes[index]?.label}
            </text>
          </g>
        ))}
        {geometry.shapes.map(({ path, points }, index) => {
          const color = `var(${shapes[index]?.color ?? '--s-user'})`;
          return (
            <g key={shapes[index]?.label}>
              <path
                d={path}
                transform={`translate(${middle.x} ${middle.y})`}
                fill={color}
                fillOpacity={AREA_OPACITY}
                stroke={color}
                strokeWidth="1.6"
                strokeLinejoin="round"
              />
              {points.map(
                (point, axis) =>
                  point && <circle key={axes[axis]?.label} cx={point.x} cy={point.y} r="2.6" fill={color} />,
              )}
            </g>
          );
        })}
      </svg>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: of several machines wider than a phone; the keyboard must be able to scroll it */}
      <section className="data-table min-w-0 overflow-x-auto" aria-label={title} tabIndex={0}>
        <table className="w-full text-left">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">At p95</th>
              {shapes.map(({ label, color }) => (
                <th key={label} scope="col" className="text-right">
                  {shapes.length > 1 && (
                    <i
                      className="mr-1.5 inline-block size-2 rounded-xs"
                      style={{ background: `var(${color})` }}
                    />
                  )}
                  {label}
                </th>
              ))}
              <th scope="col" className="text-right">
                Ceiling
              </th>
            </tr>
          </thead>
          <tbody>
            {axes.map(({ label, ceiling }, axis) => (
              <tr key={label}>
                <th
                  scope="row"
                  className="py-1.5! text-left text-[13px]! font-normal! text-text! [tr:last-child>&]:border-b-0!"
                >
                  {label}
                </th>
                {shapes.map(({ label: name, values }) => (
                  <td key={name} className="num py-1.5! text-right font-medium">
                    {values[axis]}
                  </td>
                ))}
                <td
                  className={`num py-1.5! text-right whitespace-normal! text-text-2! ${shapes.length > 1 ? 'min-w-44' : ''}`}
                >
                  {ceiling}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
