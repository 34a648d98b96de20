'use client';
import { useState } from 'react';
import { KINDS, type Kind } from '#agent/contract/sample.ts';
import { Icon } from '#app/_components/icon.tsx';
import { Popover } from '#app/_components/popover.tsx';
import type { Window } from './series-input.ts';

const WHAT: Record<Kind | 'all', string> = {
  host: 'The whole host',
  cpu: 'Each CPU',
  disk: 'Each disk',
  net: 'Each network interface',
  filesystem: 'Each file system',
  container: 'Each container',
  all: 'Everything, as a zip',
};
const RESOLUTIONS = {
  raw: 'Every sample',
  '15s': '15 seconds',
  '1m': '1 minute',
  '5m': '5 minutes',
  '1h': '1 hour',
};
const FORMATS = { csv: 'CSV', json: 'JSON lines', parquet: 'Parquet' };

interface ExportMenuProps {
  machine: string;
  window: Window;
  /** Kinds that the machine has samples of. */
  kinds: readonly Kind[];
}

/** The shown window as a file: what of it, how fine, in which format. The formats are plain links. */
export function ExportMenu({ machine, window, kinds }: ExportMenuProps) {
  const [kind, setKind] = useState<Kind | 'all'>('host');
  const [resolution, setResolution] = useState('raw');
  const hrefOf = (format: string) => {
    const query = new URLSearchParams({
      machine_id: machine,
      start: new Date(window.start).toISOString(),
      end: new Date(window.end).toISOString(),
      kind,
      resolution,
      format,
    });
    return `/api/v1/performance/export?${query}`;
  };
  const choices = [...KINDS.filter((one) => one === 'host' || kinds.includes(one)), 'all' as const];
  return (
    <Popover
      label="Export"
      button={
        <>
          <Icon name="download" />
          Export
        </>
      }
    >
      {() => (
        <div className="space-y-3">
          <label className="block">
            <span className="mb-1.5 block text-[13px] font-medium">What</span>
            <select
              className="field"
              value={kind}
              onChange={({ target }) => setKind(choices.find((one) => one === target.value) ?? 'host')}
            >
              {choices.map((one) => (
                <option key={one} value={one}>
                  {WHAT[one]}
                </option>
              ))}
            </select>
          </label>
          <label className="block">
            <span className="mb-1.5 block text-[13px] font-medium">One row per</span>
            <select
              className="field"
              value={resolution}
              onChange={({ target }) => setResolution(target.value)}
            >
              {Object.entries(RESOLUTIONS).map(([name, text]) => (
                <option key={name} value={name}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <ul className="grid grid-cols-3 gap-2">
            {Object.entries(FORMATS).map(([format, text]) => (
              <li key={format}>
                <a className="btn w-full px-1!" href={hrefOf(format)} download>
                  {text}
                </a>
              </li>
            ))}
          </ul>
          <p className="text-xs text-text-2">The time that is shown now, with all digits.</p>
        </div>
      )}
    </Popover>
  );
}
