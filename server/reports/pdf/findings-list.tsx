import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { Finding } from '../report-model.ts';
import { STATES } from './palette.ts';
import { styles } from './styles.ts';

const local = StyleSheet.create({
  item: { flexDirection: 'row', marginTop: 7 },
  state: { width: 46 },
  pill: {
    alignSelf: 'flex-start',
    paddingHorizontal: 6,
    paddingTop: 1.6,
    paddingBottom: 1.2,
    borderRadius: 7,
    fontSize: 7.4,
    fontWeight: 600,
    lineHeight: 1.25,
  },
});

/** Findings as sentences, the worst first. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  return (
    <View style={styles.section}>
      <Text style={{ ...styles.heading, marginBottom: 0 }}>What we found</Text>
      {findings.map((finding) => (
        <View key={finding.id} style={local.item} wrap={false}>
          <View style={local.state}>
            <View style={{ ...local.pill, backgroundColor: STATES[finding.state].ground }}>
              <Text style={{ color: STATES[finding.state].ink }}>{finding.state}</Text>
            </View>
          </View>
          <Text style={styles.body}>
            <Text style={styles.strong}>{finding.title}</Text>
            {` ${finding.evidence}`}
            <Text style={styles.soft}>{finding.advice === null ? '' : ` ${finding.advice}`}</Text>
          </Text>
        </View>
      ))}
    </View>
  );
}
