import { G, Line, Path, Svg, Text, View } from '@react-pdf/renderer';
import { type ChartGeometry, layOutChart } from '../charts/lay-out-chart.ts';
import type { TimeChart } from '../report-model.ts';
import { AxisLabel } from './axis-label.tsx';
import { Legend } from './legend.tsx';
import { PALETTE, SERIES, STATES } from './palette.ts';
import { PAGE, styles } from './styles.ts';
import { TimeAxis } from './time-axis.tsx';

const HEIGHT = { stack: 150, lines: 104 } as const;

/** A chart over time, drawn as vectors, with its unit above and its legend below. */
export function TimeChartFigure({ chart }: { chart: TimeChart }) {
  const geometry = layOutChart(chart, PAGE.width, HEIGHT[chart.form]);
  const { plot } = geometry;
  return (
    <View wrap={false} style={{ marginTop: 6 }}>
      <Text style={{ ...styles.hint, fontSize: 7.2, lineHeight: 1.3 }}>
        {geometry.unit === '' ? chart.title : `${chart.title}, ${geometry.unit}`}
      </Text>
      <Svg
        width={geometry.width}
        height={geometry.height}
        viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      >
        {geometry.valueTicks.map((tick) => (
          <G key={tick.label}>
            <Line
              x1={plot.left}
              x2={plot.right}
              y1={tick.y}
              y2={tick.y}
              stroke={PALETTE.line}
              strokeWidth={0.6}
            />
            <AxisLabel x={plot.left - 5} y={tick.y + 2.4} anchor="end">
              {tick.label}
            </AxisLabel>
          </G>
        ))}
        <TimeAxis ticks={geometry.timeTicks} left={plot.left} right={plot.right} y={geometry.height - 4} />
        <Series geometry={geometry} />
        <Ceiling geometry={geometry} />
        <Marks geometry={geometry} />
      </Svg>
      <Legend chart={chart} />
    </View>
  );
}

function Series({ geometry }: { geometry: ChartGeometry }) {
  return (
    <>
      {geometry.areas
        .filter(({ path }) => path !== '')
        .map(({ id, colour, path }) => (
          <Path key={id} d={path} fill={SERIES[colour]} fillOpacity={0.88} />
        ))}
      {geometry.bands
        .filter(({ path }) => path !== '')
        .map(({ id, colour, path }) => (
          <Path key={`${id} band`} d={path} fill={SERIES[colour]} fillOpacity={0.18} />
        ))}
      {geometry.peak !== '' && (
        <Path d={geometry.peak} stroke={PALETTE.text2} strokeWidth={0.45} strokeOpacity={0.75} fill="none" />
      )}
      {geometry.lines
        .filter(({ path }) => path !== '')
        .map(({ id, colour, path }) => (
          <Path
            key={id}
            d={path}
            stroke={SERIES[colour]}
            strokeWidth={1}
            strokeLinejoin="round"
            fill="none"
          />
        ))}
    </>
  );
}

function Ceiling({ geometry: { ceiling, plot } }: { geometry: ChartGeometry }) {
  if (!ceiling) return null;
  return (
    <>
      <Line
        x1={plot.left}
        x2={plot.right}
        y1={ceiling.y}
        y2={ceiling.y}
        stroke={PALETTE.text3}
        strokeWidth={0.6}
        strokeDasharray="2 2"
      />
      <AxisLabel x={plot.right} y={ceiling.y - 3} anchor="end">
        {ceiling.label}
      </AxisLabel>
    </>
  );
}

function Marks({ geometry: { marks, plot } }: { geometry: ChartGeometry }) {
  return marks.map((mark) => {
    const colour = mark.type === 'restart' ? STATES.act.ink : PALETTE.text3;
    return (
      <G key={`${mark.type} ${mark.x}`}>
        <Line
          x1={mark.x}
          x2={mark.x}
          y1={plot.top}
          y2={plot.bottom}
          stroke={colour}
          strokeWidth={0.6}
          strokeDasharray="2 2"
        />
        {mark.label !== null && (
          <AxisLabel
            x={mark.x > plot.right - 40 ? mark.x - 3 : mark.x + 3}
            y={plot.top + 6}
            anchor={mark.x > plot.right - 40 ? 'end' : 'start'}
            colour={colour}
          >
            {mark.label}
          </AxisLabel>
        )}
      </G>
    );
  });
}
