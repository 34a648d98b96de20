'use client';
import { LocalRange } from '#app/_components/format/local-range.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { Icon } from '#app/_components/icon.tsx';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import type { ReportView } from '#app/_trpc/outputs.ts';
import { machineNames, reportTitle } from '../../(portal)/reports/_reports/report-title.ts';
import { ReportViewer } from '../../(portal)/reports/[report]/_viewer/report-viewer.tsx';

interface SharedReportProps {
  report: ReportView;
  /** Name of the portal it comes from. */
  portal: string;
  /** Of its files. */
  path: string;
  /** When the link ends, ISO 8601. */
  until: string;
}

/** A report for somebody with a link. */
export function SharedReport({ report, portal, path, until }: SharedReportProps) {
  return (
    <>
      <PageHeader
        title={reportTitle(report)}
        facts={
          <span className="text-[13px] text-text-2">
            {machineNames(report)} · <LocalRange start={new Date(report.start)} end={new Date(report.end)} />
          </span>
        }
        actions={report.formats.map((format) => (
          <a key={format} className="btn" href={`${path}?format=${format}`} download>
            <Icon name="download" />
            Download {format.toUpperCase()}
          </a>
        ))}
      />
      <ReportViewer formats={report.formats} path={path} />
      <p className="mt-4 text-[13px] text-text-2">
        From {portal}. This link works until <LocalTime time={new Date(until)} />.
      </p>
    </>
  );
}
