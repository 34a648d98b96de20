'use client';
import { Field } from '#app/_components/field.tsx';
import { SECTION_NAMES } from './section-names.ts';

interface OptionFieldsProps {
  /** Where times are written in another zone than the reader's, it is said here. */
  zone?: string;
}

/** What a report is called, whom it is for, and under “More” what else may be chosen. read-options reads them. */
export function OptionFields({ zone }: OptionFieldsProps) {
  return (
    <>
      <div className="grid gap-3 min-[600px]:grid-cols-2">
        <Field
          label="Title"
          name="title"
          maxLength={200}
          placeholder="Performance report"
          autoComplete="off"
        />
        <Field label="Customer" name="customer" maxLength={200} autoComplete="off" />
      </div>
      <details className="rounded-lg border border-line px-4 py-3">
        <summary className="cursor-pointer text-[13.5px] font-medium">Sections, look and more</summary>
        <div className="mt-3 space-y-4">
          <fieldset>
            <legend className="mb-1.5 text-[13px] font-medium">Sections</legend>
            <div className="grid gap-x-4 min-[480px]:grid-cols-2 min-[760px]:grid-cols-3">
              {Object.entries(SECTION_NAMES).map(([id, name]) => (
                <label key={id} className="flex min-h-8 items-center gap-2.5 text-[13.5px]">
                  <input type="checkbox" name="sections" value={id} defaultChecked />
                  {name}
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
            <Field
              label="Accent colour"
              name="accent"
              pattern="#[0-9a-fA-F]{6}"
              placeholder="#2457d6"
              title="A colour such as #2457d6"
              autoComplete="off"
            />
            <Field
              label="Percentiles"
              name="percentiles"
              placeholder="50, 75, 90, 95, 97.5, 99, 100"
              autoComplete="off"
            />
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
              placeholder="the busiest"
              maxLength={255}
              autoComplete="off"
            />
            <Field
              label="Network interface to show first"
              name="networkInterface"
              placeholder="the busiest"
              maxLength={255}
              autoComplete="off"
            />
          </div>
        </div>
      </details>
    </>
  );
}
