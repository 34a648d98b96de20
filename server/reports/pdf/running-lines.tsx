import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { formatRange } from '../format/format-range.ts';
import type { ReportModel } from '../report-model.ts';
import { PALETTE } from './palette.ts';
import { PAGE } from './styles.ts';

const local = StyleSheet.create({
  head: {
    position: 'absolute',
    top: 40,
    left: PAGE.margin,
    right: PAGE.margin,
    flexDirection: 'row',
    justifyContent: 'space-between',
    paddingBottom: 7,
    borderBottomWidth: 0.6,
    borderBottomColor: PALETTE.line,
    fontSize: 7.2,
    lineHeight: 1.3,
    color: PALETTE.text3,
  },
  // No line height here or above: it makes the renderer drop texts that know their page number.
  foot: {
    position: 'absolute',
    bottom: 30,
    left: PAGE.margin,
    right: PAGE.margin,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 7.2,
    color: PALETTE.text3,
  },
  // One line whatever the names are: a head of two lines would lie over the text.
  oneLine: { maxLines: 1, textOverflow: 'ellipsis' },
});

/** On every page: whose report on what and when at the top, page n / m at the bottom. */
export function RunningLines({ model }: { model: ReportModel }) {
  return (
    <>
      <View fixed style={local.head}>
        <Text
          style={{ ...local.oneLine, maxWidth: 270 }}
        >{`${model.tenant} · ${model.machines.map(({ name }) => name).join(', ')}`}</Text>
        <Text style={local.oneLine}>
          {formatRange(new Date(model.range.start), new Date(model.range.end))}
        </Text>
      </View>
      <View fixed style={local.foot}>
        <Text>PerfAnalysis</Text>
        <Text render={({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`} />
      </View>
    </>
  );
}
