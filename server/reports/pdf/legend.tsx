import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { TimeChart } from '../report-model.ts';
import { PALETTE, SERIES } from './palette.ts';

const local = StyleSheet.create({
  row: { flexDirection: 'row', flexWrap: 'wrap', gap: 10, marginTop: 3 },
  item: { flexDirection: 'row', alignItems: 'center', gap: 4 },
  square: { width: 6, height: 6, borderRadius: 1.5 },
  dash: { width: 9, height: 0, borderTopWidth: 0.6, borderTopColor: PALETTE.text2 },
  label: { fontSize: 7.4, color: PALETTE.text2, lineHeight: 1.3 },
});

/** Names of the series, in their colours. */
export function Legend({ chart }: { chart: TimeChart }) {
  return (
    <View style={local.row}>
      {chart.series.map(({ id, label, colour }) => (
        <View key={id} style={local.item}>
          <View style={{ ...local.square, backgroundColor: SERIES[colour] }} />
          <Text style={local.label}>{label}</Text>
        </View>
      ))}
      {chart.peak && (
        <View style={local.item}>
          <View style={local.dash} />
          <Text style={local.label}>{chart.peak.label}</Text>
        </View>
      )}
    </View>
  );
}
