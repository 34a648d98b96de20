import type { ComponentProps } from 'react';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  /** The field to begin with, on a page that is one form. */
  first?: boolean;
}

/** An input under its label. */
export function Field({ label, first = false, ...input }: FieldProps) {
  return (
    <label className="block">
      <span className="mb-1.5 block text-[13px] font-medium">{label}</span>
      {/* biome-ignore lint/a11y/noAutofocus: such a page has nothing before its form */}
      <input className="field" autoFocus={first} {...input} />
    </label>
  );
}
