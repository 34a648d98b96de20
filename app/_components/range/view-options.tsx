'use client';
import { useContext } from 'react';
import type { Preferences } from '#server/accounts/preferences.ts';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';
import { usePreferences } from '../preferences/preferences-context.ts';
import { MachineZoneContext, useBrowserZone, useZone } from '../preferences/use-zone.ts';
import { REFRESHES, type Refresh } from './refresh.ts';

const REFRESH_NAMES: Record<Refresh, string> = {
  auto: 'As fast as it comes',
  off: 'Off',
  '10s': 'Every 10 s',
  '30s': 'Every 30 s',
  '1m': 'Every minute',
  '5m': 'Every 5 minutes',
};
const SHORT: Record<Refresh, string> = {
  auto: '',
  off: 'paused',
  '10s': '10 s',
  '30s': '30 s',
  '1m': '1 min',
  '5m': '5 min',
};

interface ViewOptionsProps {
  /** Without it the page refreshes as it likes. */
  refresh?: Refresh;
  onRefresh?: (refresh: Refresh) => void;
}

/** In which zone times are written, which the button always says, and how often the page asks again. */
export function ViewOptions({ refresh, onRefresh }: ViewOptionsProps) {
  const { preferences, change } = usePreferences();
  const zone = useZone();
  const browser = useBrowserZone();
  const machine = useContext(MachineZoneContext);
  const zones: [Preferences['timeZone'], string][] = [
    ['browser', `Yours: ${browser}`],
    ['utc', 'UTC'],
    ['machine', `The machine's: ${machine ?? 'not known, so yours'}`],
  ];
  return (
    <Popover
      label="Time zone and refresh"
      button={
        <>
          <Icon name="clock" />
          <span className="sr-only">Time zone and refresh: </span>
          <span className="max-w-[150px] truncate" data-testid="zone">
            {zone}
          </span>
          {refresh && refresh !== 'auto' && <span className="text-text-2">· {SHORT[refresh]}</span>}
        </>
      }
    >
      {() => (
        <div className="space-y-3">
          <label className="block">
            <span className="mb-1.5 block text-[13px] font-medium">Times are of</span>
            <select
              className="field"
              value={preferences.timeZone}
              onChange={({ target }) => {
                const chosen = zones.find(([key]) => key === target.value);
                if (chosen) change({ timeZone: chosen[0] });
              }}
            >
              {zones.map(([key, text]) => (
                <option key={key} value={key}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          {onRefresh && (
            <label className="block">
              <span className="mb-1.5 block text-[13px] font-medium">Refresh</span>
              <select
                className="field"
                value={refresh}
                onChange={({ target }) => {
                  const chosen = REFRESHES.find((choice) => choice === target.value);
                  if (chosen) onRefresh(chosen);
                }}
              >
                {REFRESHES.map((choice) => (
                  <option key={choice} value={choice}>
                    {REFRESH_NAMES[choice]}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
    </Popover>
  );
}
