'use client';
import { useId, useState } from 'react';
import { scaleUnit } from '#server/reports/format/scale-unit.ts';
import { THRESHOLDS, type ThresholdId } from '#server/reports/model/thresholds.ts';
import type { ReportOptions } from '#server/reports/report-options.ts';
import { LIMITS, limitField, limitsFault } from './read-thresholds.ts';

const IDS = Object.keys(THRESHOLDS) as ThresholdId[];

/** The limits of the verdicts, each with its default in its place. read-thresholds reads them. */
export function ThresholdFields({ values = {} }: { values?: ReportOptions['thresholds'] }) {
  return (
    <details className="rounded-lg border border-line px-4 py-3" open={Object.keys(values).length > 0}>
      <summary className="cursor-pointer text-[13.5px] font-medium">Limits of the verdicts</summary>
      <p className="mt-3 text-[13px] text-text-2">
        Above “watch” a figure deserves attention, above “act” somebody should do something; of days until
        full, below. What is left empty has the limit that is shown.
      </p>
      <div className="mt-2">
        {IDS.map((id) => (
          <ThresholdRow key={id} id={id} values={values[id] ?? {}} />
        ))}
      </div>
    </details>
  );
}

interface ThresholdRowProps {
  id: ThresholdId;
  values: { watch?: number | undefined; act?: number | undefined };
}

function ThresholdRow({ id, values }: ThresholdRowProps) {
  const { label, unit, why, ...known } = THRESHOLDS[id];
  const [said, setSaid] = useState({ watch: String(values.watch ?? ''), act: String(values.act ?? '') });
  const about = useId();
  const fault = limitsFault(id, said);
  const sign = scaleUnit(unit, 0).unit;
  return (
    <fieldset className="border-t border-line py-2.5">
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-48 flex-1 basis-64">
          <p className="text-[13.5px]" aria-hidden>
            {label}
            {sign && unit !== 'days' && <span className="text-text-2"> in {sign}</span>}
          </p>
          <p className="text-xs text-text-2">{why}</p>
        </div>
        {LIMITS.map((limit) => (
          <label key={limit} className="flex items-center gap-2 text-[13px]">
            {limit}
            <input
              className="field w-24"
              name={limitField(id, limit)}
              aria-label={`${label}: ${limit}`}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              placeholder={String(known[limit])}
              value={said[limit]}
              aria-invalid={fault !== null}
              aria-describedby={fault === null ? undefined : about}
              onChange={({ target }) => setSaid({ ...said, [limit]: target.value })}
            />
          </label>
        ))}
      </div>
      {/* Without a text it must be there, for screen readers, but take no room. */}
      <p id={about} role="status" className="mt-1.5 text-[13px] text-act empty:absolute">
        {fault}
      </p>
    </fieldset>
  );
}
