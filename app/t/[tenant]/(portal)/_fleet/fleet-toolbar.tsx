'use client';
import { useEffect, useRef } from 'react';
import type { FleetMachine } from '#app/_trpc/outputs.ts';
import { fleetChoices } from './arrange-fleet.ts';
import type { FleetSearch } from './fleet-search.ts';

interface FleetToolbarProps {
  machines: readonly FleetMachine[];
  /** How many are shown. */
  shown: number;
  search: FleetSearch;
  change: (part: Partial<FleetSearch>) => void;
}

const STATES = [
  ['', 'Any state'],
  ['online', 'Online'],
  ['late', 'Late'],
  ['offline', 'Offline'],
  ['never', 'No agent yet'],
] as const;

/** What is shown of the fleet, and how. */
export function FleetToolbar({ machines, shown, search, change }: FleetToolbarProps) {
  const { tagNames, tags, providers } = fleetChoices(machines);
  const isFiltered = search.q || search.status || search.tag || search.provider;
  const words = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed before the page could answer counts once
  useEffect(() => {
    const typed = words.current?.value ?? '';
    if (typed !== search.q) change({ q: typed });
  }, []);
  return (
    <search
      className="mb-3 flex flex-wrap items-center gap-2 max-[480px]:grid max-[480px]:grid-cols-2"
      aria-label="Machines"
    >
      <input
        ref={words}
        type="search"
        aria-label="Find machines"
        placeholder="Name, system, tag"
        className="field h-[34px] min-h-0! w-[210px]! text-[13px]! max-[480px]:col-span-2 max-[480px]:w-full!"
        value={search.q}
        onChange={({ target }) => change({ q: target.value })}
      />
      <Choice
        label="State"
        value={search.status}
        onChange={(to) => change({ status: STATES.find(([key]) => key === to)?.[0] ?? '' })}
        options={STATES}
      />
      {tags.length > 0 && (
        <Choice
          label="Tag"
          value={search.tag}
          onChange={(tag) => change({ tag })}
          options={[['', 'Any tag'], ...tags.map((tag) => [tag, tag] as const)]}
        />
      )}
      {providers.length > 0 && (
        <Choice
          label="Provider"
          value={search.provider}
          onChange={(provider) => change({ provider })}
          options={[
            ['', 'Any provider'],
            ...providers.map((name) => [name, name] as const),
            ['none', 'No provider'],
          ]}
        />
      )}
      {(tagNames.length > 0 || providers.length > 0) && (
        <Choice
          label="Group by"
          value={search.group}
          onChange={(group) => change({ group, folded: [] })}
          options={[
            ['', 'Not grouped'],
            ...(providers.length > 0 ? [['provider', 'By provider'] as const] : []),
            ...tagNames.map((name) => [`tag:${name}`, `By ${name}`] as const),
          ]}
        />
      )}
      <p role="status" className="num text-[13px] text-text-2 max-[480px]:empty:hidden">
        {isFiltered ? `${shown} of ${machines.length}` : ''}
      </p>
      {isFiltered && (
        <button
          type="button"
          className="btn"
          onClick={() => change({ q: '', status: '', tag: '', provider: '' })}
        >
          Show all
        </button>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2 max-[480px]:col-span-2 max-[480px]:ml-0">
        {search.view === 'heat' && (
          <Switch
            label="What the heat map shows"
            value={search.heat}
            onChange={(heat) => change({ heat })}
            options={[
              ['cpu', 'CPU'],
              ['memory', 'Memory'],
            ]}
          />
        )}
        <Switch
          label="View"
          value={search.view}
          onChange={(view) => change({ view })}
          options={[
            ['table', 'Table'],
            ['heat', 'Heat map'],
          ]}
        />
      </div>
    </search>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  const known = options.some(([key]) => key === value);
  return (
    <select
      aria-label={label}
      className="field h-[34px] min-h-0! w-auto! max-w-[190px] py-1! text-[13px]! max-[480px]:w-full! max-[480px]:max-w-none"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      {!known && <option value={value}>{value}</option>}
      {options.map(([key, text]) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** One of a few, side by side. */
export function Switch<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a row of buttons
    <div role="group" aria-label={label} className="seg">
      {options.map(([key, text]) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === value}
          className="aria-pressed:bg-accent-weak aria-pressed:font-semibold aria-pressed:text-accent"
          onClick={() => onChange(key)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
