import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { figureParts } from '../format/format-figure.ts';
import type { Kpi } from '../report-model.ts';
import { PALETTE, STATES } from './palette.ts';
import { styles } from './styles.ts';

const GAP = 8;
const local = StyleSheet.create({
  row: { flexDirection: 'row', marginTop: 16, gap: GAP },
  box: {
    flexGrow: 1,
    flexBasis: 0,
    paddingTop: 8,
    paddingBottom: 7,
    paddingLeft: 12,
    paddingRight: 6,
    borderWidth: 0.7,
    borderColor: PALETTE.line,
    borderRadius: 4,
  },
  edge: {
    position: 'absolute',
    left: -0.7,
    top: -0.7,
    bottom: -0.7,
    width: 3,
    borderTopLeftRadius: 3,
    borderBottomLeftRadius: 3,
  },
  label: { fontSize: 7.4, lineHeight: 1.4, color: PALETTE.text2, maxLines: 1, textOverflow: 'ellipsis' },
  figure: { fontSize: 14, fontWeight: 700, letterSpacing: -0.2, lineHeight: 1.35 },
  unit: { fontSize: 9.5, fontWeight: 400, color: PALETTE.text2 },
  note: { fontSize: 7.2, lineHeight: 1.4 },
});

/** The summary in boxes: figure, and the state as a word with the rule behind it. */
export function KpiRow({ kpis }: { kpis: readonly Kpi[] }) {
  return (
    <View style={local.row} wrap={false}>
      {kpis.map((kpi) => {
        const [figure, unit] = figureParts(kpi.value, kpi.unit);
        const { ink } = STATES[kpi.state];
        return (
          <View key={kpi.label} style={local.box}>
            <View style={{ ...local.edge, backgroundColor: ink }} />
            <Text style={local.label}>{kpi.label}</Text>
            <Text style={local.figure}>
              {figure}
              <Text style={local.unit}>{unit && `\u00a0${unit}`}</Text>
            </Text>
            <Note note={kpi.note} ink={ink} />
          </View>
        );
      })}
    </View>
  );
}

/** `watch: above 80 %` with the word in the state's ink. */
function Note({ note, ink }: { note: string; ink: string }) {
  const [word = '', ...rest] = note.split(':');
  return (
    <Text style={{ ...local.note, ...styles.soft }}>
      <Text style={{ color: ink, fontWeight: 600 }}>{word}</Text>
      {rest.length > 0 ? `:${rest.join(':')}` : ''}
    </Text>
  );
}
