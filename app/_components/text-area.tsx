import type { ComponentProps } from 'react';

/** Several lines of text under their label. */
export function TextArea({ label, ...area }: ComponentProps<'textarea'> & { label: string }) {
  return (
    <label className="block">
      <span className="mb-1.5 block text-[13px] font-medium text-text">{label}</span>
      <textarea className="field min-h-24" {...area} />
    </label>
  );
}
