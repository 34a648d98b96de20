import type { Field } from './schema-fields.ts';

interface FieldListProps {
  title: string;
  fields: readonly Field[];
  /** Whether the portal sends them: then most are always there, else few must be given. */
  sent?: boolean;
}

/** Fields or parameters: name, what it is, and what it means. */
export function FieldList({ title, fields, sent = false }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 text-xs font-semibold text-text-2">{title}</h4>
      <ul className="divide-y divide-line rounded-[7px] border border-line text-[13px]">
        {fields.map(({ name, type, required, description }) => (
          <li key={name} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-1.5">
            <code className="font-mono text-[12.5px] break-all">{name}</code>
            <span className="text-xs text-text-2">
              {type}
              {!sent && required && ', required'}
              {sent && !required && ', not always'}
            </span>
            {description && <span className="basis-full text-text-2">{description}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
