'use client';
import { Field } from '#app/_components/field.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import { SECTION_IDS } from '#server/reports/model/section-ids.ts';
import type { ReportOptions } from '#server/reports/report-options.ts';
import { SECTION_NAMES } from './section-names.ts';
import { ThresholdFields } from './threshold-fields.tsx';

interface OptionFieldsProps {
  /** What was chosen before. */
  values?: ReportOptions;
  /** Whether it has a logo of its own, which may stay. */
  hasLogo?: boolean;
  /** Where times are written in another zone than the reader's, it is said here. */
  zone?: string;
}

/** What a report is called, whom it is for, and under “More” what else may be chosen. read-options reads them. */
export function OptionFields({ values = {}, hasLogo = false, zone }: OptionFieldsProps) {
  const { title, customer, sections, percentiles, paper, storageDevice, networkInterface } = values;
  return (
    <>
      <div className="grid gap-3 min-[600px]:grid-cols-2">
        <Field
          label="Title"
          name="title"
          defaultValue={title}
          maxLength={200}
          placeholder="Performance report"
          autoComplete="off"
        />
        <Field label="Customer" name="customer" defaultValue={customer} maxLength={200} autoComplete="off" />
      </div>
      <details className="rounded-lg border border-line px-4 py-3">
        <summary className="cursor-pointer text-[13.5px] font-medium">Sections, look and more</summary>
        <div className="mt-3 space-y-4">
          <fieldset>
            <legend className="mb-1.5 text-[13px] font-medium">Sections</legend>
            <div className="grid gap-x-4 min-[480px]:grid-cols-2 min-[760px]:grid-cols-3">
              {SECTION_IDS.map((id) => (
                <label key={id} className="flex min-h-8 items-center gap-2.5 text-[13.5px]">
                  <input
                    type="checkbox"
                    name="sections"
                    value={id}
                    defaultChecked={!sections || sections.includes(id)}
                  />
                  {SECTION_NAMES[id]}
                </label>
              ))}
            </div>
          </fieldset>
          <div className="grid gap-3 min-[600px]:grid-cols-2">
            <Field
              label="Logo, PNG or JPEG up to 512 KB"
              name="logo"
              type="file"
              accept="image/png,image/jpeg"
            />
            {hasLogo && (
              <label className="flex min-h-8 items-center gap-2.5 self-end text-[13.5px]">
                <input type="checkbox" name="keepLogo" defaultChecked />
                Keep the logo that it has
              </label>
            )}
            <Field
              label="Accent colour"
              name="accent"
              defaultValue={values.branding?.accent}
              pattern="#[0-9a-fA-F]{6}"
              placeholder="#2457d6"
              title="A colour such as #2457d6"
              autoComplete="off"
            />
            <Field
              label="Percentiles"
              name="percentiles"
              defaultValue={percentiles?.join(', ')}
              placeholder="50, 75, 90, 95, 97.5, 99, 100"
              autoComplete="off"
            />
            <SelectField label="Paper of the PDF" name="paper" defaultValue={paper ?? 'a4'}>
              <option value="a4">A4</option>
              <option value="letter">US Letter</option>
            </SelectField>
            {zone !== undefined && (
              <Field
                label="Time zone"
                name="timeZone"
                defaultValue={zone}
                maxLength={60}
                autoComplete="off"
              />
            )}
            <Field
              label="Disk to show first"
              name="storageDevice"
              defaultValue={storageDevice}
              placeholder="the busiest"
              maxLength={255}
              autoComplete="off"
            />
            <Field
              label="Network interface to show first"
              name="networkInterface"
              defaultValue={networkInterface}
              placeholder="the busiest"
              maxLength={255}
              autoComplete="off"
            />
          </div>
        </div>
      </details>
      <ThresholdFields {...(values.thresholds && { values: values.thresholds })} />
    </>
  );
}
