import { Path, Svg, View } from '@react-pdf/renderer';
import { layOutHeat } from '../charts/lay-out-heat.ts';
import type { HeatChart } from '../report-model.ts';
import { AxisLabel } from './axis-label.tsx';
import { SERIES } from './palette.ts';
import { PAGE } from './styles.ts';
import { TimeAxis } from './time-axis.tsx';

/** One row per entity, the stronger the colour the higher the value. */
export function HeatChartFigure({ chart }: { chart: HeatChart }) {
  const geometry = layOutHeat(chart, PAGE.width);
  return (
    <View wrap={false} style={{ marginTop: 6 }}>
      <Svg
        width={geometry.width}
        height={geometry.height}
        viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      >
        {geometry.levels.map(({ strength, path }) => (
          <Path key={strength} d={path} fill={SERIES.user} fillOpacity={strength} />
        ))}
        {geometry.rowLabels.map(({ y, label }) => (
          <AxisLabel key={label} x={geometry.plot.left - 5} y={y + 2.4} anchor="end">
            {label}
          </AxisLabel>
        ))}
        <TimeAxis
          ticks={geometry.timeTicks}
          left={geometry.plot.left}
          right={geometry.plot.right}
          y={geometry.height - 3}
        />
      </Svg>
    </View>
  );
}
