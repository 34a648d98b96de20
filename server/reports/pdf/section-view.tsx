import { Text, View } from '@react-pdf/renderer';
import type { Block, Section } from '../report-model.ts';
import { FigureTableView, WHOLE_ROWS } from './figure-table.tsx';
import { HeatChartFigure } from './heat-chart-figure.tsx';
import { styles } from './styles.ts';
import { TimeChartFigure } from './time-chart-figure.tsx';

/** What goes to the next page as a whole when it does not fit. */
const staysWhole = (block: Block): boolean => block.type !== 'table' || block.rows.length <= WHOLE_ROWS;

/** One section: heading, a sentence, and its blocks. The heading never stands alone at the foot of a page. */
export function SectionView({ section }: { section: Section }) {
  const [first, ...rest] = section.blocks;
  const isText = section.blocks.every((block) => block.type === 'paragraph');
  const withHeading = first && staysWhole(first);
  return (
    <View style={styles.section} wrap={!isText}>
      <View wrap={false} minPresenceAhead={withHeading ? 0 : 60}>
        <Text style={styles.heading}>{section.title}</Text>
        {section.intro !== null && <Text style={styles.body}>{section.intro}</Text>}
        {withHeading && <BlockView block={first} />}
      </View>
      {first && !withHeading && <BlockView block={first} />}
      {rest.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a document are never reordered
        <BlockView key={at} block={block} />
      ))}
    </View>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'time-chart':
      return <TimeChartFigure chart={block} />;
    case 'heat-chart':
      return <HeatChartFigure chart={block} />;
    case 'table':
      return <FigureTableView table={block} />;
    case 'paragraph':
      return <Text style={{ ...styles.body, ...styles.soft, marginBottom: 5 }}>{block.text}</Text>;
    default:
      return null;
  }
}
