import { SelectField } from '#app/_components/select-field.tsx';
import type { ReportFormat } from '#server/reports/report-formats.ts';

/** As what a report is written. */
export const FormatField = ({ values }: { values?: readonly ReportFormat[] }) => (
  <SelectField label="Format" name="formats" defaultValue={values?.length === 1 ? values[0] : 'both'}>
    <option value="both">PDF and HTML</option>
    <option value="pdf">PDF</option>
    <option value="html">HTML</option>
  </SelectField>
);

/** What the field says. */
export const formatsOf = (form: FormData): ReportFormat[] => {
  const said = form.get('formats');
  return said === 'pdf' || said === 'html' ? [said] : ['pdf', 'html'];
};
