'use client';
import { Card } from '@tremor/react';
import { usePreferences } from '#app/_components/preferences/preferences-context.ts';
import { useBrowserZone } from '#app/_components/preferences/use-zone.ts';
import {
  BYTE_UNITS,
  DEFAULT_RANGES,
  type Preferences as Kept,
  NETWORK_UNITS,
  THEMES,
  TIME_ZONES,
} from '#server/accounts/preferences.ts';

const RANGE_NAMES: Record<Kept['range'], string> = {
  '15m': 'The last 15 minutes',
  '1h': 'The last hour',
  '6h': 'The last 6 hours',
  '24h': 'The last 24 hours',
  '7d': 'The last 7 days',
  '30d': 'The last 30 days',
  all: 'All there is',
};
const BYTE_NAMES: Record<Kept['bytes'], string> = {
  binary: 'KiB, MiB, GiB (1,024)',
  decimal: 'kB, MB, GB (1,000)',
};

/** How the portal looks and counts for the reader; each choice is kept at once. */
export function Preferences() {
  const { preferences, change, fault } = usePreferences();
  const browser = useBrowserZone();
  return (
    <Card className="mb-4 max-w-xl p-5" data-testid="preferences">
      <h2 className="mb-1 text-[15px] font-semibold">Preferences</h2>
      <p className="mb-3 text-[13px] text-text-2">
        Yours, in every portal and browser. Each is kept at once.
      </p>
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <Choice
          label="Theme"
          choices={THEMES}
          value={preferences.theme}
          nameOf={(theme) => ({ system: 'As the system', light: 'Light', dark: 'Dark' })[theme]}
          onChange={(theme) => change({ theme })}
        />
        <Choice
          label="Times are of"
          choices={TIME_ZONES}
          value={preferences.timeZone}
          nameOf={(zone) =>
            ({ browser: `This browser (${browser})`, utc: 'UTC', machine: 'The machine that is shown' })[zone]
          }
          onChange={(timeZone) => change({ timeZone })}
        />
        <Choice
          label="Bytes are counted in"
          choices={BYTE_UNITS}
          value={preferences.bytes}
          nameOf={(unit) => BYTE_NAMES[unit]}
          onChange={(bytes) => change({ bytes })}
        />
        <Choice
          label="Network is measured in"
          choices={NETWORK_UNITS}
          value={preferences.network}
          nameOf={(unit) => ({ bits: 'Bits: Mbit/s', bytes: 'Bytes, like disks' })[unit]}
          onChange={(network) => change({ network })}
        />
        <Choice
          label="A machine shows first"
          choices={DEFAULT_RANGES}
          value={preferences.range}
          nameOf={(range) => RANGE_NAMES[range]}
          onChange={(range) => change({ range })}
        />
      </div>
      <p role="status" className="mt-2 text-[13px] text-act empty:mt-0">
        {fault}
      </p>
    </Card>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  choices: readonly Value[];
  value: Value;
  nameOf: (value: Value) => string;
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, choices, value, nameOf, onChange }: ChoiceProps<Value>) {
  return (
    <label className="block">
      <span className="mb-1.5 block text-[13px] font-medium">{label}</span>
      <select
        className="field"
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice === target.value);
          if (chosen) onChange(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
