import { Text, View } from '@react-pdf/renderer';
import { formatDuration } from '../format/format-duration.ts';
import { formatFigure } from '../format/format-figure.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatRange } from '../format/format-range.ts';
import { formatClock, formatDay } from '../format/format-time.ts';
import type { ReportModel, SampleFacts } from '../report-model.ts';
import { styles } from './styles.ts';

function samplesLine({ count, intervalSeconds, coverage }: SampleFacts): string {
  if (count === 0) return 'No samples in this range';
  const interval = intervalSeconds === null ? '' : `, one each ${formatDuration(intervalSeconds)}`;
  const share = coverage === null ? '' : ` · ${formatFigure(100 * coverage, 'percent')} of expected`;
  return `${formatNumber(count, 0)} ${count === 1 ? 'sample' : 'samples'}${interval}${share}`;
}

/** Title, machine, range, and what the figures rest on. */
export function TitleBlock({ model }: { model: ReportModel }) {
  const generated = new Date(model.generatedAt);
  return (
    <View style={{ marginTop: 14 }}>
      <Text style={styles.title}>{model.title}</Text>
      <View style={{ ...styles.soft, marginTop: 6, maxWidth: 400 }}>
        {model.machines.map((machine) => (
          <Text key={machine.name}>
            <Text style={{ color: styles.page.color, ...styles.strong }}>{machine.name}</Text>
            {machine.facts.map((fact) => ` · ${fact}`).join('')}
          </Text>
        ))}
        <Text>{formatRange(new Date(model.range.start), new Date(model.range.end))}</Text>
        <Text>
          {`${samplesLine(model.samples)} · made ${formatDay(generated)}, ${formatClock(generated).slice(0, 5)}`}
        </Text>
      </View>
    </View>
  );
}
