import type { ComponentProps } from 'react';

/** A choice under its label. */
export function SelectField({ label, children, ...select }: ComponentProps<'select'> & { label: string }) {
  return (
    <label className="block">
      <span className="mb-1.5 block text-[13px] font-medium">{label}</span>
      <select className="field" {...select}>
        {children}
      </select>
    </label>
  );
}
