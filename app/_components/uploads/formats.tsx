import { Icon } from '../icon.tsx';

const FORMATS = [
  { name: 'CSV', what: 'timestamp, machine_id, cpu_user, … as an export of this portal' },
  { name: 'CSV with mem_*_kb', what: 'as the earlier portal wrote it' },
  { name: 'sar style', what: 'the files of pcprocess, alone or their folder as .zip or .tar.gz' },
  { name: 'sadf -d', what: 'semicolons, a header with “#”' },
  { name: 'pcc collection', what: '.json or .jsonl, one record a line' },
] as const;

/** What can be uploaded, and a file to begin with. */
export function Formats() {
  return (
    <>
      <div className="flex items-center gap-3 px-4 py-3">
        <h2 className="text-[13.5px] font-semibold">What can be uploaded</h2>
        <a href="/uploads/sample.csv" download className="btn ml-auto">
          <Icon name="download" />
          Sample CSV
        </a>
      </div>
      <dl className="border-t border-line text-[13px]">
        {FORMATS.map(({ name, what }) => (
          <div key={name} className="border-b border-line px-4 py-2">
            <dt className="font-medium">{name}</dt>
            <dd className="text-text-2">{what}</dd>
          </div>
        ))}
      </dl>
      <p className="px-4 py-3 text-[13px] text-text-2">
        Each may be gzipped. The format is told by the content, not by the name. Every row is checked, and a
        file is stored whole or not at all.
      </p>
    </>
  );
}
