import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { formatTable } from '../format/format-table.ts';
import type { FigureTable } from '../report-model.ts';
import { PALETTE } from './palette.ts';
import { TABULAR } from './styles.ts';

/** A table of no more rows is not broken over pages. */
export const WHOLE_ROWS = 14;

const local = StyleSheet.create({
  // The line height belongs to a font size: it is inherited in points.
  table: { marginTop: 9, fontSize: 7.8, lineHeight: 1.35 },
  row: {
    flexDirection: 'row',
    alignItems: 'center',
    paddingVertical: 3,
    paddingHorizontal: 4,
    borderBottomWidth: 0.6,
    borderBottomColor: PALETTE.line,
  },
  label: { width: 124, paddingRight: 8, flexDirection: 'row', gap: 4 },
  name: { maxLines: 1, textOverflow: 'ellipsis', flexShrink: 1 },
  unit: { fontSize: 7.2, color: PALETTE.text3 },
  cell: { flexGrow: 1, flexBasis: 0, textAlign: 'right', ...TABULAR },
  head: { fontSize: 7.4, color: PALETTE.text2 },
});

/** A table with hairlines, figures to the right. Short ones stay on one page; the head of a long one stays with its first row. */
export function FigureTableView({ table }: { table: FigureTable }) {
  const text = formatTable(table);
  const [first, ...rest] = text.rows.map((row, at) => (
    <View
      key={row.label}
      style={at === text.rows.length - 1 ? { ...local.row, borderBottomWidth: 0 } : local.row}
      wrap={false}
    >
      <View style={local.label}>
        <Text style={local.name}>{row.label}</Text>
        <Text style={local.unit}>{row.unit}</Text>
      </View>
      {row.cells.map((cell, column) => (
        <Text key={text.columns[column]?.label ?? column} style={local.cell}>
          {cell}
        </Text>
      ))}
    </View>
  ));
  return (
    <View style={local.table} wrap={text.rows.length > WHOLE_ROWS}>
      <View wrap={false}>
        <View style={local.row}>
          <Text style={{ ...local.label, ...local.head, fontWeight: 600 }}>{text.head}</Text>
          {text.columns.map((column) => (
            <Text key={column.label} style={{ ...local.cell, ...local.head }}>
              {column.label}
              <Text style={local.unit}>{column.unit && `\u00a0${column.unit}`}</Text>
            </Text>
          ))}
        </View>
        {first}
      </View>
      {rest}
    </View>
  );
}
