import { Document, Page, View } from '@react-pdf/renderer';
import { formatRange } from '../format/format-range.ts';
import type { ReportModel } from '../report-model.ts';
import { FindingsList } from './findings-list.tsx';
import { KpiRow } from './kpi-row.tsx';
import { RunningLines } from './running-lines.tsx';
import { SectionView } from './section-view.tsx';
import { styles } from './styles.ts';
import { TitleBlock } from './title-block.tsx';

/** The report as a document of A4 pages. */
export function ReportDocument({ model, fontFamily }: { model: ReportModel; fontFamily: string[] }) {
  const range = formatRange(new Date(model.range.start), new Date(model.range.end));
  const made = new Date(model.generatedAt);
  return (
    <Document
      title={`${model.title}: ${model.machines.map(({ name }) => name).join(', ')}`}
      author={model.tenant}
      subject={range}
      creator="PerfAnalysis"
      producer="PerfAnalysis"
      language="en"
      creationDate={made}
      modificationDate={made}
      pageMode="useNone"
    >
      <Page size="A4" style={{ ...styles.page, fontFamily }}>
        <RunningLines model={model} />
        <View style={styles.flow}>
          <TitleBlock model={model} />
          {model.kpis.length > 0 && <KpiRow kpis={model.kpis} />}
          {model.findings.length > 0 && <FindingsList findings={model.findings} />}
          {model.sections.map((section) => (
            <SectionView key={section.id} section={section} />
          ))}
        </View>
      </Page>
    </Document>
  );
}
